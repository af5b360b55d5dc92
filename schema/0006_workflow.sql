-- Approvals at several levels, suggested corrections, declarations that are
-- confirmed, exceptions for one person, and who acts for whom.

-- approval_levels: of how many levels one after the other, counted from the
-- nearest, the last makes it approved. last_approver: named to be that last.
ALTER TABLE plan
  ADD approval_levels INT NOT NULL DEFAULT 1,
  ADD last_approver   BIGINT NULL,
  ADD CONSTRAINT plan_last_approver FOREIGN KEY (last_approver)
      REFERENCES account (id);

-- approvals: given to what is submitted now, below the last. suggestion: the
-- revision that proposes a correction, until it is answered. suggested_by: who
-- proposed what the author accepted as it stands.
ALTER TABLE result
  ADD approvals    INT NOT NULL DEFAULT 0,
  ADD suggestion   INT NULL,
  ADD suggested_by BIGINT NULL,
  ADD confirmed_by BIGINT NULL, -- of what the holder declared
  ADD confirmed_at DATETIME NULL;

-- endorse: approved at a level below the last. accept, refuse: a suggestion,
-- by the author.
ALTER TABLE result_revision
  MODIFY act ENUM('draft','submit','return','approve','declare','import','lock',
                  'unlock','translate','endorse','suggest','accept','refuse',
                  'confirm') NOT NULL;

-- A person acts for another one between two days. Both of entity and plan
-- NULL: in all the other one approves.
CREATE TABLE delegation (
  id       BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account  BIGINT NOT NULL, -- who is absent
  delegate BIGINT NOT NULL, -- who acts for them
  basis    ENUM('own','superior','designation') NOT NULL,
  entity   BIGINT NULL,
  plan     BIGINT NULL,
  from_on  DATE NOT NULL,
  to_on    DATE NOT NULL,
  reason   MEDIUMTEXT NULL, -- of a designation: the act, its date and number
  made_by  BIGINT NOT NULL,
  made_at  DATETIME NOT NULL,
  ended_by BIGINT NULL,
  ended_at DATETIME NULL,
  KEY delegation_account (account, to_on),
  KEY delegation_delegate (delegate, to_on),
  FOREIGN KEY (account) REFERENCES account (id),
  FOREIGN KEY (delegate) REFERENCES account (id),
  FOREIGN KEY (made_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The delegate holds copies of the roles delegated, within the scope and the
-- days of both; source is the absent person's own. They go with either.
ALTER TABLE assignment
  ADD delegation BIGINT NULL,
  ADD source     BIGINT NULL,
  ADD UNIQUE KEY assignment_copy (delegation, source),
  ADD CONSTRAINT assignment_delegation FOREIGN KEY (delegation)
      REFERENCES delegation (id) ON DELETE CASCADE,
  ADD CONSTRAINT assignment_source FOREIGN KEY (source)
      REFERENCES assignment (id) ON DELETE CASCADE;

-- In this unit the account may, until to_on, approve what it entered itself,
-- where nobody else can: marked "one person".
CREATE TABLE approval_exception (
  id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  entity     BIGINT NOT NULL,
  account    BIGINT NOT NULL,
  from_on    DATE NOT NULL,
  to_on      DATE NOT NULL,
  reason     MEDIUMTEXT NOT NULL,
  granted_by BIGINT NOT NULL,
  granted_at DATETIME NOT NULL,
  ended_by   BIGINT NULL,
  ended_at   DATETIME NULL,
  KEY approval_exception_entity (entity, to_on),
  KEY approval_exception_account (account, to_on),
  FOREIGN KEY (entity) REFERENCES entity (id),
  FOREIGN KEY (account) REFERENCES account (id),
  FOREIGN KEY (granted_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
