-- What becomes of a period's unfinished promises (future actions, objectives
-- below green) when the next campaign opens. One row a result of the period
-- before, along the continues links; a new choice drops the approval.
CREATE TABLE promise (
  plan        BIGINT NOT NULL, -- that answers
  period      CHAR(7) CHARACTER SET ascii NOT NULL, -- of the new campaign
  measure     BIGINT NOT NULL, -- of the result of the period before
  choice      ENUM('continue','close','drop','defer') NOT NULL,
  reason      MEDIUMTEXT NULL, -- but for continue always given
  defer_to    DATE NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at DATETIME NOT NULL,
  approved_by BIGINT NULL, -- another person
  approved_at DATETIME NULL,
  version     BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (plan, period, measure),
  FOREIGN KEY (plan) REFERENCES plan (id),
  FOREIGN KEY (measure) REFERENCES measure (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
