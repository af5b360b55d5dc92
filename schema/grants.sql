-- What the application's account may do, and no more: it cannot change the
-- schema, nor rewrite or remove a decision. Run in the database, as its
-- administrator, after every migration: new tables get their grants here.

DELIMITER //
BEGIN NOT ATOMIC
    FOR t IN (
        SELECT table_name AS name,
               CASE table_name
                   WHEN 'decision' THEN 'SELECT, INSERT'
                   WHEN 'schema_version' THEN 'SELECT'
                   ELSE 'SELECT, INSERT, UPDATE, DELETE'
               END AS rights
          FROM information_schema.tables
         WHERE table_schema = DATABASE()
    ) DO
        EXECUTE IMMEDIATE CONCAT('GRANT ', t.rights, ' ON `', t.name,
                                 '` TO mandaris@localhost');
    END FOR;
END//
DELIMITER ;
