-- Mandaris, foundations. Conventions:
--   code   the workbook key of INTERCHANGE.md: lasting, unique, byte for byte
--   *_on   civil date in Europe/Brussels; *_at an instant, UTC
--   *_fr, *_nl   the two languages; NULL is "not given"
--   figures are DECIMAL(24,6), never floating point
-- A released file is never edited; the next change is the next number.

CREATE TABLE entity (
  id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code        VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  parent      BIGINT NULL,
  category    ENUM('region','sprb','oaa1','oaa2','federal','local','unit') NULL,
  name_fr     MEDIUMTEXT NULL,
  name_nl     MEDIUMTEXT NULL,
  acronym     MEDIUMTEXT NULL,
  valid_from  DATE NULL,
  valid_to    DATE NULL,
  aliases     MEDIUMTEXT NULL, -- separated by |
  sort        DECIMAL(24,6) NULL,
  position    INT NOT NULL DEFAULT 0, -- in the printed order of the whole tree
  UNIQUE KEY entity_code (code),
  CONSTRAINT entity_parent FOREIGN KEY (parent) REFERENCES entity (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE entity_predecessor (
  entity      BIGINT NOT NULL,
  predecessor BIGINT NOT NULL,
  sort        INT NOT NULL,
  PRIMARY KEY (entity, predecessor),
  FOREIGN KEY (entity) REFERENCES entity (id),
  FOREIGN KEY (predecessor) REFERENCES entity (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Closure: ancestor reaches entity, itself (depth 0) included. Ancestor 0 is
-- "everything" and reaches every entity. A successor reaches its predecessors
-- and what is below them, so roles on it reach their plans.
CREATE TABLE entity_tree (
  ancestor    BIGINT NOT NULL,
  entity      BIGINT NOT NULL,
  depth       INT NOT NULL,
  PRIMARY KEY (ancestor, entity),
  KEY entity_tree_up (entity, depth, ancestor)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE account (
  id            BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  login         VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  name          VARCHAR(200) NOT NULL,
  email         VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  lang          CHAR(2) CHARACTER SET ascii NOT NULL DEFAULT 'fr',
  password_hash VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL,
  sample        BOOLEAN NOT NULL DEFAULT FALSE, -- of the demonstration
  made_at       DATETIME NOT NULL,
  disabled_at   DATETIME NULL,
  version       BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY account_login (login),
  UNIQUE KEY account_email (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- A role with its scope and dates. entity 0 is everything; plan and evaluation
-- narrow the scope to that object. Roles that approve or judge are proposed by
-- one person and hold once another confirmed them.
CREATE TABLE assignment (
  id           BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account      BIGINT NOT NULL,
  role         ENUM('staff','translator','director','authority','chair','member',
                    'secretary','controller','auditor','reader','admin') NOT NULL,
  entity       BIGINT NULL, -- an entity and what is below it; 0: everything
  plan         BIGINT NULL,
  from_on      DATE NOT NULL,
  to_on        DATE NOT NULL DEFAULT '9999-12-31',
  granted_by   BIGINT NULL,  -- NULL: the command line
  granted_at   DATETIME NOT NULL,
  confirmed_by BIGINT NULL,
  confirmed_at DATETIME NULL, -- NULL: proposed, does not hold yet
  KEY assignment_account (account, role, entity),
  KEY assignment_entity (entity, role),
  KEY assignment_plan (plan, role),
  CONSTRAINT assignment_account FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE session (
  token      BINARY(32) NOT NULL PRIMARY KEY, -- SHA-256 of the cookie's token
  account    BIGINT NOT NULL,
  csrf       CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  made_at    DATETIME NOT NULL,
  seen_at    DATETIME NOT NULL,
  KEY session_account (account),
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE sign_in_failure (
  id      BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  login   VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  remote  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  made_at DATETIME NOT NULL,
  KEY sign_in_failure_login (login, made_at),
  KEY sign_in_failure_remote (remote, made_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Invitations and password resets: a mailed link, used once.
CREATE TABLE account_link (
  token      BINARY(32) NOT NULL PRIMARY KEY, -- SHA-256 of the link's token
  account    BIGINT NOT NULL,
  kind       ENUM('invitation','reset') NOT NULL,
  made_at    DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  used_at    DATETIME NULL,
  KEY account_link_account (account),
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- What a form's hidden "once" field already did: a repeated POST is answered
-- with the first one's location instead of being done again.
CREATE TABLE request_once (
  once     CHAR(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account  BIGINT NOT NULL,
  made_at  DATETIME NOT NULL,
  location VARCHAR(1000) NOT NULL,
  PRIMARY KEY (account, once),
  KEY request_once_made (made_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Mails are committed with the change that causes them and sent by a job.
CREATE TABLE mail (
  id      BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account BIGINT NULL,
  address VARCHAR(254) NOT NULL,
  lang    CHAR(2) CHARACTER SET ascii NOT NULL,
  subject VARCHAR(400) NOT NULL,
  body    MEDIUMTEXT NOT NULL,
  made_at DATETIME NOT NULL,
  sent_at DATETIME NULL,
  KEY mail_unsent (sent_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Who read what is closed to others (evaluations, auditors).
CREATE TABLE reading (
  id      BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account BIGINT NOT NULL,
  object  VARCHAR(40) CHARACTER SET ascii NOT NULL,
  object_id BIGINT NOT NULL,
  route   VARCHAR(200) NOT NULL,
  made_at DATETIME NOT NULL,
  KEY reading_object (object, object_id, made_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- ---------------------------------------------------------------------------
-- Plans. A plan is a chain of editions. An approved edition is a full immutable
-- copy of its rows; the draft is the edition not yet approved, at most one. In
-- force on D as known at T: the last approved edition with effective_on <= D
-- and recorded_at <= T.

CREATE TABLE plan (
  id     BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code   VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  entity BIGINT NOT NULL,
  kind   ENUM('mandate','orientation','strategic','policy') NOT NULL,
  closed_on DATE NULL,
  UNIQUE KEY plan_code (code),
  KEY plan_entity (entity, id),
  FOREIGN KEY (entity) REFERENCES entity (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE edition (
  plan         BIGINT NOT NULL,
  edition      INT NOT NULL, -- 1, 2, ...
  state        ENUM('draft','submitted','approved') NOT NULL,
  effective_on DATE NULL,     -- approved: in force from
  recorded_at  DATETIME NULL, -- approved: known since
  hash         BINARY(32) NULL,
  version      BIGINT NOT NULL DEFAULT 1,
  made_by      BIGINT NULL,
  section_fr   MEDIUMTEXT NULL,
  section_nl   MEDIUMTEXT NULL,
  title_fr     MEDIUMTEXT NULL,
  title_nl     MEDIUMTEXT NULL,
  function_fr  MEDIUMTEXT NULL,
  function_nl  MEDIUMTEXT NULL,
  grade        MEDIUMTEXT NULL,
  holder       MEDIUMTEXT NULL, -- as printed; the dated holders are in holder
  period_text  MEDIUMTEXT NULL,
  starts_on    DATE NULL,
  mid_evaluation_on DATE NULL,
  ends_on      DATE NULL,
  authority_fr MEDIUMTEXT NULL,
  authority_nl MEDIUMTEXT NULL,
  legal_basis_fr MEDIUMTEXT NULL,
  legal_basis_nl MEDIUMTEXT NULL,
  note         MEDIUMTEXT NULL,
  PRIMARY KEY (plan, edition),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE holder (
  id        BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code      VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  plan      BIGINT NOT NULL,
  account   BIGINT NULL, -- of the person, when there is one
  name      MEDIUMTEXT NULL,
  lang      CHAR(2) CHARACTER SET ascii NULL, -- language role
  from_on   DATE NULL,
  to_on     DATE NULL,
  acting    BOOLEAN NULL,
  UNIQUE KEY holder_code (code),
  KEY holder_plan (plan, from_on),
  KEY holder_account (account),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The lasting identities others refer to; their content is per edition.
-- lineage: id of the first of a "continues" chain (its own at first).
CREATE TABLE item (
  id      BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan    BIGINT NOT NULL,
  code    VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  lineage BIGINT NULL,
  UNIQUE KEY item_code (code),
  KEY item_plan (plan, id),
  KEY item_lineage (lineage),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- What can be reported on: each indicator (code given), and one implicit
-- measure (code NULL) for each item with thresholds or a typed result.
CREATE TABLE measure (
  id      BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan    BIGINT NOT NULL,
  kind    ENUM('indicator','item') NOT NULL,
  code    VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  item    BIGINT NULL, -- of an implicit measure
  lineage BIGINT NULL,
  UNIQUE KEY measure_code (code),
  UNIQUE KEY measure_item (item),
  KEY measure_plan (plan, id),
  KEY measure_lineage (lineage),
  FOREIGN KEY (plan) REFERENCES plan (id),
  FOREIGN KEY (item) REFERENCES item (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE edition_item (
  plan       BIGINT NOT NULL,
  edition    INT NOT NULL,
  id         BIGINT NOT NULL, -- item.id
  parent     BIGINT NULL,
  position   INT NOT NULL,    -- depth-first order of the whole tree, from 1
  depth      INT NOT NULL,    -- 0 for a root
  sort       DECIMAL(24,6) NULL,
  kind       ENUM('strategic','transversal','operational','measurement_point',
                  'target','process','project','action','bullet','chapter') NULL,
  ref        MEDIUMTEXT NULL, -- as printed; not unique
  title_fr   MEDIUMTEXT NULL,
  title_nl   MEDIUMTEXT NULL,
  front_title_fr MEDIUMTEXT NULL,
  front_title_nl MEDIUMTEXT NULL,
  owner      MEDIUMTEXT NULL,
  budget_refs MEDIUMTEXT NULL, -- separated by |, as printed
  red        DECIMAL(24,6) NULL,
  red_op     ENUM('<=','<','>=','>') NULL,
  green      DECIMAL(24,6) NULL,
  green_op   ENUM('<=','<','>=','>') NULL,
  status     ENUM('planned','running','blocked','deferred','dropped','done') NULL,
  starts_on  DATE NULL,
  ends_on    DATE NULL,
  partners   MEDIUMTEXT NULL,
  tags       MEDIUMTEXT NULL,
  budget     DECIMAL(24,6) NULL,
  fte        DECIMAL(24,6) NULL,
  continues  BIGINT NULL, -- item.id of an earlier plan
  continuity ENUM('same','redefined','merged','split','moved') NULL,
  original   CHAR(2) CHARACTER SET ascii NULL,
  note       MEDIUMTEXT NULL,
  PRIMARY KEY (plan, edition, id),
  FOREIGN KEY (plan, edition) REFERENCES edition (plan, edition)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE edition_indicator (
  plan       BIGINT NOT NULL,
  edition    INT NOT NULL,
  id         BIGINT NOT NULL, -- measure.id
  item       BIGINT NOT NULL, -- item.id
  parent     BIGINT NULL,     -- measure.id: this is a sub-indicator
  position   INT NOT NULL,    -- in tree order of the whole plan, from 1
  sort       DECIMAL(24,6) NULL,
  ref        MEDIUMTEXT NULL,
  description_fr MEDIUMTEXT NULL,
  description_nl MEDIUMTEXT NULL,
  type       ENUM('percentage','count','amount','level','yes_no','date','ratio',
                  'label','narrative') NULL,
  unit       MEDIUMTEXT NULL,
  direction  ENUM('up','down','keep') NULL,
  -- yes_no figures are 1 and 0, dates are days since 1970-01-01
  red        DECIMAL(24,6) NULL,
  red_op     ENUM('<=','<','>=','>') NULL,
  green      DECIMAL(24,6) NULL,
  green_op   ENUM('<=','<','>=','>') NULL,
  baseline   DECIMAL(24,6) NULL,
  baseline_period CHAR(7) CHARACTER SET ascii NULL,
  target     DECIMAL(24,6) NULL,
  target_period CHAR(7) CHARACTER SET ascii NULL,
  weight     DECIMAL(24,6) NULL, -- percent
  periodicity ENUM('month','quarter','half_year','year') NULL,
  source_fr  MEDIUMTEXT NULL,
  source_nl  MEDIUMTEXT NULL,
  threshold_text_fr MEDIUMTEXT NULL,
  threshold_text_nl MEDIUMTEXT NULL,
  responsible MEDIUMTEXT NULL,
  aggregate  ENUM('sum','mean','last','none') NULL,
  decimals   INT NULL,
  continues  BIGINT NULL, -- measure.id of an earlier plan
  continuity ENUM('same','redefined','merged','split','moved') NULL,
  original   CHAR(2) CHARACTER SET ascii NULL,
  note       MEDIUMTEXT NULL,
  PRIMARY KEY (plan, edition, id),
  FOREIGN KEY (plan, edition) REFERENCES edition (plan, edition)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE deadline (
  id   BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan BIGINT NOT NULL,
  code VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  UNIQUE KEY deadline_code (code),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- One rule. One printed line read as several rules is several rows with the
-- same text: the text is printed once.
CREATE TABLE edition_deadline (
  plan        BIGINT NOT NULL,
  edition     INT NOT NULL,
  id          BIGINT NOT NULL, -- deadline.id
  item        BIGINT NOT NULL, -- item.id
  sort        DECIMAL(24,6) NULL,
  part_fr     MEDIUMTEXT NULL,
  part_nl     MEDIUMTEXT NULL,
  text_fr     MEDIUMTEXT NULL, -- as printed
  text_nl     MEDIUMTEXT NULL,
  kind        ENUM('continuous','date','recurring','relative','calendar',
                   'occurrence','conditional') NULL,
  due_on      DATE NULL,       -- sheet column "date"
  due_precision ENUM('D','M','Y') NULL, -- "precision"
  per         ENUM('month','quarter','half_year','year') NULL,
  n_min       INT NULL,
  day         INT NULL,
  anchor      ENUM('mandate_start','mid_evaluation','mandate_end',
                   'project_closed','next_plan_signed') NULL,
  shift       INT NULL,        -- "offset"
  shift_unit  VARCHAR(20) NULL, -- "offset_unit"
  before_after ENUM('before','after') NULL,
  calendar    MEDIUMTEXT NULL,
  condition_fr MEDIUMTEXT NULL,
  condition_nl MEDIUMTEXT NULL,
  confirmed_by BIGINT NULL,    -- a proposed rule has nobody here yet
  confirmed_at DATETIME NULL,
  PRIMARY KEY (plan, edition, id),
  FOREIGN KEY (plan, edition) REFERENCES edition (plan, edition)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE target (
  id   BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan BIGINT NOT NULL,
  code VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  UNIQUE KEY target_code (code),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE edition_target (
  plan    BIGINT NOT NULL,
  edition INT NOT NULL,
  id      BIGINT NOT NULL, -- target.id
  measure BIGINT NOT NULL,
  period  CHAR(7) CHARACTER SET ascii NULL,
  value   DECIMAL(24,6) NULL,
  PRIMARY KEY (plan, edition, id),
  FOREIGN KEY (plan, edition) REFERENCES edition (plan, edition)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Long texts of an edition, read only by pages that show them. checked: hash
-- of the other language's text this one was last checked against.
CREATE TABLE edition_text (
  plan    BIGINT NOT NULL,
  edition INT NOT NULL,
  item    BIGINT NOT NULL,
  field   ENUM('intro') NOT NULL,
  lang    CHAR(2) CHARACTER SET ascii NOT NULL,
  body    MEDIUMTEXT NOT NULL,
  checked BINARY(32) NULL,
  PRIMARY KEY (plan, edition, item, field, lang),
  FOREIGN KEY (plan, edition) REFERENCES edition (plan, edition)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE amendment (
  id      BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan    BIGINT NOT NULL,
  code    VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  act_fr  MEDIUMTEXT NULL,
  act_nl  MEDIUMTEXT NULL,
  act_on  DATE NULL,
  effective_on DATE NULL,
  tag     MEDIUMTEXT NULL, -- what the brackets print
  note    MEDIUMTEXT NULL,
  UNIQUE KEY amendment_code (code),
  KEY amendment_plan (plan, act_on),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE amendment_change (
  id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  amendment  BIGINT NOT NULL,
  code       VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  item       BIGINT NULL,
  field      ENUM('title','intro') NULL,
  kind       ENUM('insert','replace','delete','whole','add_item','end_item') NULL,
  occurrence INT NULL,
  before_fr  MEDIUMTEXT NULL,
  after_fr   MEDIUMTEXT NULL,
  before_nl  MEDIUMTEXT NULL,
  after_nl   MEDIUMTEXT NULL,
  UNIQUE KEY amendment_change_code (code),
  KEY amendment_change_of (amendment, id),
  FOREIGN KEY (amendment) REFERENCES amendment (id),
  FOREIGN KEY (item) REFERENCES item (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Dated lists kept by a steward, shared between plans.
CREATE TABLE calendar_date (
  id       BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code     VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  calendar VARCHAR(400) NULL,
  on_date  DATE NULL, -- sheet column "on"
  text_fr  MEDIUMTEXT NULL,
  text_nl  MEDIUMTEXT NULL,
  UNIQUE KEY calendar_date_code (code),
  KEY calendar_date_of (calendar, on_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE occurrence (
  id      BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code    VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  item    BIGINT NOT NULL,
  on_date DATE NULL,
  text_fr MEDIUMTEXT NULL,
  text_nl MEDIUMTEXT NULL,
  UNIQUE KEY occurrence_code (code),
  KEY occurrence_item (item, on_date),
  FOREIGN KEY (item) REFERENCES item (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE maturity (
  id            BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code          VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  item          BIGINT NOT NULL,
  scale         MEDIUMTEXT NULL,
  current_level DECIMAL(24,6) NULL,
  target_level  DECIMAL(24,6) NULL,
  assessed_on   DATE NULL,
  target_on     DATE NULL,
  UNIQUE KEY maturity_code (code),
  KEY maturity_item (item),
  FOREIGN KEY (item) REFERENCES item (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE observation (
  id        BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code      VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  series    VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  name_fr   MEDIUMTEXT NULL,
  name_nl   MEDIUMTEXT NULL,
  entity    BIGINT NULL,
  plan      BIGINT NULL,
  unit      MEDIUMTEXT NULL,
  nature    ENUM('stock','flow','rate') NULL,
  source    MEDIUMTEXT NULL,
  period    CHAR(7) CHARACTER SET ascii NULL,
  breakdown MEDIUMTEXT NULL, -- dimension=value;...
  value     DECIMAL(24,6) NULL, -- missing is not zero
  flag      ENUM('provisional','revised','missing','break') NULL,
  note      MEDIUMTEXT NULL,
  UNIQUE KEY observation_code (code),
  KEY observation_entity (entity, series, period),
  KEY observation_plan (plan, series, period),
  FOREIGN KEY (entity) REFERENCES entity (id),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- ---------------------------------------------------------------------------
-- Campaigns and results.

CREATE TABLE campaign (
  id        BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  period    CHAR(7) CHARACTER SET ascii NOT NULL,
  state     ENUM('planned','open','closed','locked') NOT NULL,
  opens_on  DATE NOT NULL,
  due_on    DATE NOT NULL,
  locks_on  DATE NOT NULL,
  released_at DATETIME NULL, -- readers see approved results from then
  version   BIGINT NOT NULL DEFAULT 1,
  UNIQUE KEY campaign_period (period)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Every entity with a plan is due; a row says otherwise or until when.
CREATE TABLE campaign_entity (
  campaign BIGINT NOT NULL,
  entity   BIGINT NOT NULL,
  standing ENUM('due','nothing','not_subject','late','not_delivered') NOT NULL,
  due_on   DATE NULL, -- extended until
  reason   MEDIUMTEXT NULL,
  made_by  BIGINT NULL,
  PRIMARY KEY (campaign, entity),
  FOREIGN KEY (campaign) REFERENCES campaign (id),
  FOREIGN KEY (entity) REFERENCES entity (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The figures of a result as they stand. Texts are in result_text, what it was
-- before in result_revision.
CREATE TABLE result (
  plan        BIGINT NOT NULL,
  period      CHAR(7) CHARACTER SET ascii NOT NULL,
  measure     BIGINT NOT NULL,
  code        VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  edition     INT NOT NULL, -- that judges it
  state       ENUM('draft','submitted','returned','approved','locked') NOT NULL,
  declared    BOOLEAN NOT NULL DEFAULT FALSE, -- by the holder, nobody else could
  one_person  BOOLEAN NOT NULL DEFAULT FALSE, -- approved under an exception
  version     BIGINT NOT NULL DEFAULT 1,  -- optimistic lock
  revision    INT NOT NULL DEFAULT 0,     -- last row of result_revision
  value       DECIMAL(24,6) NULL,
  decimals    INT NOT NULL DEFAULT 0,     -- as entered
  status      ENUM('achieved','partial','not_achieved') NULL, -- computed
  status_chosen ENUM('achieved','partial','not_achieved') NULL,
  not_applicable BOOLEAN NOT NULL DEFAULT FALSE, -- its reason is a text
  reported_by BIGINT NULL, -- entity.id
  moved_to    BIGINT NULL, -- item.id
  cause       ENUM('internal','external','unforeseeable') NULL,
  original    CHAR(2) CHARACTER SET ascii NULL,
  edited_by   BIGINT NULL,
  edited_at   DATETIME NOT NULL,
  submitted_by BIGINT NULL,
  submitted_at DATETIME NULL,
  decided_by  BIGINT NULL, -- who approved or returned it
  decided_at  DATETIME NULL,
  approved_hash BINARY(32) NULL, -- of the content that was approved last
  approved_revision INT NULL,
  PRIMARY KEY (plan, period, measure),
  UNIQUE KEY result_code (code),
  KEY result_measure (measure, period),
  KEY result_state (state, plan, period),
  FOREIGN KEY (plan, edition) REFERENCES edition (plan, edition),
  FOREIGN KEY (measure) REFERENCES measure (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- lang is '' for what has no language: value (of label and narrative),
-- not_applicable, status_reason, note, return_reason.
CREATE TABLE result_text (
  plan    BIGINT NOT NULL,
  period  CHAR(7) CHARACTER SET ascii NOT NULL,
  measure BIGINT NOT NULL,
  field   ENUM('value','description','factors','actions','not_applicable',
               'status_reason','note','return_reason') NOT NULL,
  lang    CHAR(2) CHARACTER SET ascii NOT NULL,
  body    MEDIUMTEXT NOT NULL,
  checked BINARY(32) NULL,
  PRIMARY KEY (plan, period, measure, field, lang),
  FOREIGN KEY (plan, period, measure) REFERENCES result (plan, period, measure)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Appended at submit, return, approve, import and when another person takes
-- over a draft. content: the canonical bytes that were hashed.
CREATE TABLE result_revision (
  plan     BIGINT NOT NULL,
  period   CHAR(7) CHARACTER SET ascii NOT NULL,
  measure  BIGINT NOT NULL,
  revision INT NOT NULL,
  act      ENUM('draft','submit','return','approve','declare','import','lock',
                'unlock','translate') NOT NULL,
  state    ENUM('draft','submitted','returned','approved','locked') NOT NULL,
  account  BIGINT NULL, -- who did it
  for_account BIGINT NULL,
  made_at  DATETIME NOT NULL,
  reason   MEDIUMTEXT NULL,
  content  MEDIUMTEXT NOT NULL,
  hash     BINARY(32) NOT NULL,
  PRIMARY KEY (plan, period, measure, revision),
  FOREIGN KEY (plan, period, measure) REFERENCES result (plan, period, measure)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Written in the transaction that changes a result: pages above a body add
-- these up instead of reading results. part: objectives are the items' own
-- results (first table of the annual report), indicators the second table.
CREATE TABLE summary (
  plan         BIGINT NOT NULL,
  period       CHAR(7) CHARACTER SET ascii NOT NULL,
  part         ENUM('objectives','indicators') NOT NULL,
  measures     INT NOT NULL, -- that can be reported on
  achieved     INT NOT NULL,
  partial      INT NOT NULL,
  not_achieved INT NOT NULL,
  no_status    INT NOT NULL, -- the rest of measures
  entered      INT NOT NULL, -- with a result, not applicable included
  submitted    INT NOT NULL, -- submitted, approved or locked
  approved     INT NOT NULL, -- approved or locked
  on_time      INT NOT NULL, -- submitted by the due date
  unexplained  INT NOT NULL, -- below green without explanatory factors
  weighted     DECIMAL(24,6) NULL, -- achievement of the plan, 0 to 100
  coverage     DECIMAL(24,6) NULL, -- percent of the weight it rests on
  made_at      DATETIME NOT NULL,
  PRIMARY KEY (plan, period, part),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Bumped by the last statement before COMMIT; part of cache keys and ETags.
CREATE TABLE results_version (
  plan    BIGINT NOT NULL,
  period  CHAR(7) CHARACTER SET ascii NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (plan, period)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- ---------------------------------------------------------------------------
-- Evaluations: closed to everybody without a seat.

CREATE TABLE evaluation (
  id           BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan         BIGINT NOT NULL,
  kind         ENUM('mid','final','yearly') NOT NULL,
  evaluated_on DATE NOT NULL, -- the dossier shows the plan in force that day
  lang         CHAR(2) CHARACTER SET ascii NOT NULL, -- of procedure
  state        ENUM('open','closed') NOT NULL DEFAULT 'open',
  made_by      BIGINT NULL,
  made_at      DATETIME NOT NULL,
  KEY evaluation_plan (plan, evaluated_on),
  FOREIGN KEY (plan) REFERENCES plan (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE evaluation_seat (
  evaluation BIGINT NOT NULL,
  account    BIGINT NOT NULL,
  seat       ENUM('chair','member','secretary','substitute','holder') NOT NULL,
  from_on    DATE NOT NULL,
  to_on      DATE NOT NULL DEFAULT '9999-12-31',
  recused_at DATETIME NULL, -- sees nothing from then on
  PRIMARY KEY (evaluation, account),
  KEY evaluation_seat_account (account),
  FOREIGN KEY (evaluation) REFERENCES evaluation (id),
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- ---------------------------------------------------------------------------
-- Decisions: append-only hash chains, one per plan and one (plan NULL) for
-- accounts and settings. hash = sha256(previous hash in hex, LF, line). Lines
-- carry account numbers and salted digests; names, functions and reasons stand
-- in decision_words and may be erased. The application's database account may
-- neither update nor delete decisions.

CREATE TABLE decision_chain (
  id     BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  plan   BIGINT NULL,
  length BIGINT NOT NULL DEFAULT 0,
  head   CHAR(64) CHARACTER SET ascii NOT NULL,
  UNIQUE KEY decision_chain_plan (plan)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE decision (
  chain       BIGINT NOT NULL,
  n           BIGINT NOT NULL, -- 1, 2, ... without a gap
  act         VARCHAR(40) CHARACTER SET ascii NOT NULL,
  account     BIGINT NULL,     -- NULL: the system or the command line
  for_account BIGINT NULL,
  object      VARCHAR(40) CHARACTER SET ascii NOT NULL, -- result, plan, ...
  object_key  VARCHAR(200) NOT NULL,
  made_at     DATETIME NOT NULL,
  line        MEDIUMTEXT NOT NULL, -- the JSON that was hashed
  hash        CHAR(64) CHARACTER SET ascii NOT NULL,
  PRIMARY KEY (chain, n),
  KEY decision_object (object, object_key),
  FOREIGN KEY (chain) REFERENCES decision_chain (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE decision_words (
  chain BIGINT NOT NULL,
  n     BIGINT NOT NULL,
  salt  CHAR(64) CHARACTER SET ascii NOT NULL,
  words MEDIUMTEXT NULL, -- JSON: name, function, reason; NULL once erased
  PRIMARY KEY (chain, n),
  FOREIGN KEY (chain, n) REFERENCES decision (chain, n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO decision_chain (plan, length, head) VALUES (NULL, 0, REPEAT('0', 64));

-- Small facts about the installation: the demonstration that was loaded.
CREATE TABLE setting (
  name  VARCHAR(80) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  value MEDIUMTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
