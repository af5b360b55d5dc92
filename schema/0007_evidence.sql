-- Evidence: files on a result, kept under generated names outside the web
-- root. Internal unless marked public, one by one. What is removed while the
-- result is prepared is gone; what is withdrawn later stays, with its reason.

CREATE TABLE evidence (
  id       BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan     BIGINT NOT NULL,
  period   CHAR(7) CHARACTER SET ascii NOT NULL,
  measure  BIGINT NOT NULL,
  name     VARCHAR(200) NOT NULL, -- as shown and downloaded
  type     VARCHAR(100) CHARACTER SET ascii NOT NULL, -- by content
  bytes    BIGINT NOT NULL,
  sha256   BINARY(32) NOT NULL,
  file     CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  added_by BIGINT NOT NULL,
  added_at DATETIME NOT NULL,
  released BOOLEAN NOT NULL DEFAULT FALSE, -- marked public
  released_by BIGINT NULL, -- who marked it last, public or internal
  released_at DATETIME NULL,
  withdrawn_by BIGINT NULL,
  withdrawn_at DATETIME NULL,
  withdrawn_reason MEDIUMTEXT NULL,
  UNIQUE KEY evidence_file (file),
  KEY evidence_result (plan, period, measure, id),
  FOREIGN KEY (plan) REFERENCES plan (id),
  FOREIGN KEY (measure) REFERENCES measure (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
