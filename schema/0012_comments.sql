-- Comments on a result: internal, never edited; one that its author deletes
-- leaves its place. Whom a comment mentions is asked to look.

CREATE TABLE comment (
  id      BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan    BIGINT NOT NULL,
  period  CHAR(7) CHARACTER SET ascii NOT NULL,
  measure BIGINT NOT NULL,
  account BIGINT NOT NULL,
  made_at DATETIME NOT NULL,
  body    MEDIUMTEXT NULL, -- NULL: deleted
  deleted_at DATETIME NULL,
  KEY comment_result (plan, period, measure, id),
  FOREIGN KEY (plan) REFERENCES plan (id),
  FOREIGN KEY (measure) REFERENCES measure (id),
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE comment_mention (
  comment BIGINT NOT NULL,
  account BIGINT NOT NULL,
  PRIMARY KEY (account, comment),
  FOREIGN KEY (comment) REFERENCES comment (id),
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
