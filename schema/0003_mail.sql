-- Mails that leave, reminders, answers of people without an account, calendars.

-- message_id: the part of the Message-ID before the @, so that a mail sent
-- twice over a crash is known as one. A mail is given up after so many tries,
-- and stays.
ALTER TABLE mail
  ADD message_id  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
                  DEFAULT (UUID()),
  ADD urgent      BOOLEAN NOT NULL DEFAULT FALSE,
  ADD tries       INT NOT NULL DEFAULT 0,
  ADD next_try_at DATETIME NULL, -- NULL: at once
  ADD last_error  VARCHAR(400) NULL;
UPDATE mail SET message_id = UUID();

-- What a person wants to be reminded of, and when. No row: everything, daily
-- at 7. What is urgent comes at once, always.
CREATE TABLE mail_wish (
  account   BIGINT NOT NULL PRIMARY KEY,
  submitted BOOLEAN NOT NULL, -- to me, for approval
  due       BOOLEAN NOT NULL,
  overdue   BOOLEAN NOT NULL,
  escalated BOOLEAN NOT NULL, -- to me, as the director above
  digest    ENUM('daily','weekly','never') NOT NULL,
  weekday   INT NOT NULL, -- of a weekly digest: 1 Monday to 7 Sunday
  hour      INT NOT NULL, -- 0 to 23, in Brussels
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The last digest of each person, sent or with nothing to say: at most one a
-- day, and what falls between two of them is in the second.
CREATE TABLE digest (
  account BIGINT NOT NULL PRIMARY KEY,
  made_on DATE NOT NULL,
  made_at DATETIME NULL,
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The private address of a person's calendar.
CREATE TABLE calendar_feed (
  account BIGINT NOT NULL PRIMARY KEY,
  token   BINARY(32) NOT NULL, -- SHA-256 of the address's token
  made_at DATETIME NOT NULL,
  UNIQUE KEY calendar_feed_token (token),
  FOREIGN KEY (account) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- A person without an account is asked for cells of a plan and period by a
-- mailed link, which answers once.
CREATE TABLE answer_ask (
  id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token      BINARY(32) NOT NULL, -- SHA-256 of the link's token
  plan       BIGINT NOT NULL,
  period     CHAR(7) CHARACTER SET ascii NOT NULL,
  name       VARCHAR(200) NOT NULL, -- of the person asked
  address    VARCHAR(254) NOT NULL,
  lang       CHAR(2) CHARACTER SET ascii NOT NULL,
  words      MEDIUMTEXT NULL, -- what the person who asks adds
  asked_by   BIGINT NOT NULL,
  asked_at   DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  answered_at DATETIME NULL,
  revoked_at DATETIME NULL,
  UNIQUE KEY answer_ask_token (token),
  KEY answer_ask_plan (plan, period, id),
  KEY answer_ask_asker (asked_by, asked_at),
  FOREIGN KEY (plan) REFERENCES plan (id),
  FOREIGN KEY (asked_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- One cell asked, and its answer as typed: a proposal beside the result until
-- staff adopt or refuse it.
CREATE TABLE answer_cell (
  ask        BIGINT NOT NULL,
  measure    BIGINT NOT NULL,
  value      VARCHAR(400) NULL,
  body       MEDIUMTEXT NULL,
  state      ENUM('asked','proposed','adopted','refused') NOT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME NULL,
  PRIMARY KEY (ask, measure),
  FOREIGN KEY (ask) REFERENCES answer_ask (id),
  FOREIGN KEY (measure) REFERENCES measure (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
