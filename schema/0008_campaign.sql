-- What the heat map of a campaign adds to a plan's counts. NULL: not counted
-- since this was added; the next change of a result, or import, counts it.
ALTER TABLE summary
  ADD texts   INT NULL, -- results with a text in their original language
  ADD conform INT NULL; -- of these: the other language says the same
