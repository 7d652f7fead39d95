-- A whole draw in one statement (SQLite, with a function sha256 that answers lower-case hex): the rule per_tier,
-- rounded up.
--   pool(id, tier)            the targets in the pool with their tiers
--   ratio(tier, part, whole)  the share of each tier, as a fraction of whole numbers
--   :key                      the ticket key of the draw
WITH ticketed AS (
    SELECT tier, id, sha256(:key || id) AS ticket
    FROM pool
),
ranked AS (
    SELECT *,
        row_number() OVER (PARTITION BY tier ORDER BY ticket, id) AS rank,
        count(*) OVER (PARTITION BY tier) AS targets
    FROM ticketed
)
SELECT tier, rank, id, ticket
FROM ranked
JOIN ratio USING (tier)
WHERE rank <= (targets * part + whole - 1) / whole
ORDER BY tier, rank;
