-- The daily seal: what a seal decision of the accounts' chain hashed. heads is
-- a title line, "seal/1" and the day, then a line a chain: its number, length,
-- head and plan (- : accounts and settings).
CREATE TABLE seal (
  day   DATE NOT NULL PRIMARY KEY, -- in Brussels
  n     BIGINT NOT NULL,           -- of the decision
  heads MEDIUMTEXT NOT NULL,
  UNIQUE KEY seal_n (n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

ALTER TABLE decision ADD KEY decision_made (made_at, chain, n);
