-- What the application's accounts may do, and no more. Run in the database, as
-- its administrator, after every migration: new tables get their grants here.
--
-- mandaris@localhost answers pages. It cannot change the schema, nor rewrite or
-- remove a decision, its words, a seal, the history of results or who read
-- what. mandaris_retention@localhost, where it exists, is for `mandaris audit
-- erase` alone: it may set the words of a decision, but neither their salt nor
-- the decision, whose digest shows any words but the first.

DELIMITER //
BEGIN NOT ATOMIC
    FOR t IN (
        SELECT table_name AS name,
               CASE
                   WHEN table_name IN ('decision', 'decision_words', 'reading',
                                       'result_revision', 'seal')
                   THEN 'UPDATE, DELETE'
                   WHEN table_name = 'decision_chain' THEN 'DELETE'
                   WHEN table_name = 'schema_version'
                   THEN 'INSERT, UPDATE, DELETE'
               END AS withheld,
               CASE table_name
                   WHEN 'decision' THEN 'SELECT, INSERT'
                   WHEN 'decision_words' THEN 'SELECT, INSERT, UPDATE (words)'
                   WHEN 'decision_chain' THEN 'SELECT, UPDATE (length, head)'
                   WHEN 'session' THEN NULL
                   WHEN 'account_link' THEN NULL
                   ELSE 'SELECT'
               END AS retention
          FROM information_schema.tables
         WHERE table_schema = DATABASE()
    ) DO
        EXECUTE IMMEDIATE CONCAT('GRANT SELECT, INSERT, UPDATE, DELETE ON `',
                                 t.name, '` TO mandaris@localhost');
        IF t.withheld IS NOT NULL THEN
            EXECUTE IMMEDIATE CONCAT('REVOKE ', t.withheld, ' ON `', t.name,
                                     '` FROM mandaris@localhost');
        END IF;
        IF t.retention IS NOT NULL AND EXISTS (
            SELECT 1 FROM mysql.global_priv
             WHERE User = 'mandaris_retention' AND Host = 'localhost'
        ) THEN
            EXECUTE IMMEDIATE CONCAT('GRANT ', t.retention, ' ON `', t.name,
                                     '` TO mandaris_retention@localhost');
        END IF;
    END FOR;
END//
DELIMITER ;
