-- Plans are approved: who decides on an edition in which order, what each said,
-- and the bytes that were approved.

-- The steps of a plan's approval. No rows: the default of its kind. A director
-- or an authority signs in; a body acts by a recorded act.
CREATE TABLE plan_step (
  plan       BIGINT NOT NULL,
  step       INT NOT NULL, -- 1, 2, ...
  role       ENUM('director','authority','body') NOT NULL,
  body_fr    VARCHAR(400) NULL,
  body_nl    VARCHAR(400) NULL,
  signatures INT NOT NULL DEFAULT 1,
  term_days  INT NOT NULL DEFAULT 0, -- of suspension, after the step's decision
  PRIMARY KEY (plan, step),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Who changed a draft: they do not decide on it.
CREATE TABLE edition_editor (
  plan    BIGINT NOT NULL,
  edition INT NOT NULL,
  account BIGINT NOT NULL,
  PRIMARY KEY (plan, edition, account),
  FOREIGN KEY (plan, edition) REFERENCES edition (plan, edition),
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- One way of an edition through the steps. content: the canonical JSON that is
-- decided on, hash its SHA-256. An edition has at most one that is open.
CREATE TABLE submission (
  id           BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan         BIGINT NOT NULL,
  edition      INT NOT NULL,
  state        ENUM('open','returned','dropped','approved') NOT NULL,
  version      BIGINT NOT NULL DEFAULT 1,
  hash         CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content      LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  effective_on DATE NOT NULL, -- asked for
  submitted_by BIGINT NOT NULL,
  submitted_at DATETIME NOT NULL,
  ended_by     BIGINT NULL, -- NULL and ended: the command line
  ended_at     DATETIME NULL,
  reason       MEDIUMTEXT NULL, -- returned, for the whole
  KEY submission_plan (plan, id),
  FOREIGN KEY (plan, edition) REFERENCES edition (plan, edition),
  FOREIGN KEY (submitted_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The plan's steps as they were when it was submitted.
CREATE TABLE submission_step (
  submission BIGINT NOT NULL,
  step       INT NOT NULL,
  role       ENUM('director','authority','body') NOT NULL,
  body_fr    VARCHAR(400) NULL,
  body_nl    VARCHAR(400) NULL,
  signatures INT NOT NULL,
  term_days  INT NOT NULL,
  done_on    DATE NULL, -- agreed to by as many as it asks
  PRIMARY KEY (submission, step),
  FOREIGN KEY (submission) REFERENCES submission (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- What was said in a step: by a person who signs in, or by an act recorded by
-- one person (account) and confirmed by a second one, which then holds.
CREATE TABLE submission_act (
  id           BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  submission   BIGINT NOT NULL,
  step         INT NOT NULL,
  recorded     BOOLEAN NOT NULL,
  account      BIGINT NOT NULL,
  for_account  BIGINT NULL, -- of a delegate: who is absent
  made_at      DATETIME NOT NULL,
  body         VARCHAR(400) NULL,
  signers      VARCHAR(400) NULL,
  act_on       DATE NULL,
  number       VARCHAR(200) NULL,
  file         VARCHAR(400) NULL, -- where the act is kept
  confirmed_by BIGINT NULL,
  confirmed_at DATETIME NULL,
  refused      BOOLEAN NOT NULL DEFAULT FALSE,
  KEY submission_act_of (submission, step, id),
  FOREIGN KEY (submission) REFERENCES submission (id),
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Why it was returned, item by item.
CREATE TABLE submission_remark (
  submission BIGINT NOT NULL,
  item       BIGINT NOT NULL,
  body       MEDIUMTEXT NOT NULL,
  PRIMARY KEY (submission, item),
  FOREIGN KEY (submission) REFERENCES submission (id),
  FOREIGN KEY (item) REFERENCES item (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
