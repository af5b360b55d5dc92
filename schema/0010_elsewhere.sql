-- "Reported by another entity" and "moved into another objective", found from
-- the other side.
ALTER TABLE result
  ADD KEY result_reported_by (reported_by, period),
  ADD KEY result_moved_to (moved_to, period);
