-- Deadlines that run: rules as people confirmed them, what they oblige to,
-- calendars with their stewards, registers of occurrences.

ALTER TABLE plan
  ADD mandate_years BOOLEAN NOT NULL DEFAULT FALSE, -- "a year" begins with it
  ADD next_plan_on  DATE NULL; -- when the plan after it was signed

ALTER TABLE item
  ADD closed_on DATE NULL; -- of a project

ALTER TABLE occurrence
  ADD ended_on DATE NULL; -- did not happen after all, or was a mistake

-- A printed deadline (edition_deadline) keeps the rule it was imported with,
-- as a proposal. What people make of it stands here: one line may be read as
-- several parts, each with at most one rule that holds and one proposed.
CREATE TABLE deadline_rule (
  id           BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan         BIGINT NOT NULL,
  deadline     BIGINT NOT NULL,
  part         INT NOT NULL, -- 1, 2, ...
  state        ENUM('proposed','confirmed') NOT NULL,
  words        BINARY(32) NOT NULL, -- SHA-256 of the printed text
  part_fr      MEDIUMTEXT NULL,
  part_nl      MEDIUMTEXT NULL,
  kind         ENUM('continuous','date','recurring','relative','calendar',
                    'occurrence','conditional') NOT NULL,
  due_on       DATE NULL,
  due_precision ENUM('D','M','Y') NULL,
  per          ENUM('month','quarter','half_year','year') NULL,
  n_min        INT NULL,
  day          INT NULL,
  anchor       ENUM('mandate_start','mid_evaluation','mandate_end',
                    'project_closed','next_plan_signed') NULL,
  shift        INT NULL,
  shift_unit   VARCHAR(20) NULL,
  before_after ENUM('before','after') NULL,
  calendar     VARCHAR(400) NULL,
  condition_fr MEDIUMTEXT NULL,
  condition_nl MEDIUMTEXT NULL,
  proposed_by  BIGINT NULL, -- NULL: the operator, by import
  proposed_at  DATETIME NOT NULL,
  confirmed_by BIGINT NULL,
  confirmed_at DATETIME NULL,
  UNIQUE KEY deadline_rule_part (deadline, part, state),
  KEY deadline_rule_plan (plan, state),
  KEY deadline_rule_calendar (calendar, state),
  FOREIGN KEY (plan) REFERENCES plan (id),
  FOREIGN KEY (deadline) REFERENCES deadline (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- What confirmed rules oblige to, generated anew when a rule or a date moves;
-- code is the same each time. Its state follows from the facts and the day.
CREATE TABLE obligation (
  id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan       BIGINT NOT NULL,
  deadline   BIGINT NOT NULL,
  part       INT NOT NULL,
  code       VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  item       BIGINT NOT NULL,
  first_on   DATE NULL, -- window
  last_on    DATE NULL,
  due_on     DATE NULL, -- NULL: not dated
  partial    BOOLEAN NOT NULL,
  continuous BOOLEAN NOT NULL,
  gone       BOOLEAN NOT NULL DEFAULT FALSE, -- kept for its facts only
  met_on     DATE NULL,
  not_applicable BOOLEAN NOT NULL DEFAULT FALSE,
  waived     BOOLEAN NOT NULL DEFAULT FALSE,
  note       MEDIUMTEXT NULL, -- what was done, or why not
  result_period  CHAR(7) CHARACTER SET ascii NULL, -- the result that shows it
  result_measure BIGINT NULL,
  told_by    BIGINT NULL,
  told_at    DATETIME NULL,
  version    BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY obligation_code (deadline, part, code),
  KEY obligation_plan (plan, due_on),
  KEY obligation_due (due_on, plan),
  FOREIGN KEY (plan) REFERENCES plan (id),
  FOREIGN KEY (deadline) REFERENCES deadline (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Calendars by name: rules and dates name them.
CREATE TABLE calendar (
  id   BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(400) NOT NULL,
  UNIQUE KEY calendar_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE calendar_steward (
  calendar   BIGINT NOT NULL,
  account    BIGINT NOT NULL,
  granted_by BIGINT NULL,
  granted_at DATETIME NOT NULL,
  PRIMARY KEY (calendar, account),
  FOREIGN KEY (calendar) REFERENCES calendar (id),
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
