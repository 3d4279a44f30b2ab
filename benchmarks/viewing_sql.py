"""The charts and completion by hand: what a good engineer would write without Cliffhanger.

Every text gives the same rows as `viewing` does, from the raw heap of events in one query, or from
what intake keeps by the same plan. Tables made ready beforehand, for every contender alike:
`runtimes` (period, season_id, cut, country, runtime, category), `cuts` (season_id, episode, cut),
`lengths` (season_id, episode, runtime, weight, needed).
"""

from __future__ import annotations

_VIEWS = """({s} // {r}) * 10000000000 + (({s} % {r}) * 100000 // {r}) * 100000
    + (({s} % {r}) * 100000 % {r}) * 100000 // {r}"""
VIEWS = _VIEWS.format(s="seconds", r="runtime")

_RANKED = f"""
timed AS (
  SELECT t.period, t.season_id, t.country, t.seconds, g.category,
         coalesce(o.runtime, g.runtime) AS runtime
  FROM totals t
  JOIN (SELECT * FROM runtimes WHERE country = '') g USING (period, season_id, cut)
  LEFT JOIN (SELECT * FROM runtimes WHERE country <> '') o
    ON o.period = t.period AND o.season_id = t.season_id AND o.cut = t.cut
    AND o.country = t.country
),
everywhere AS (
  SELECT period, '' AS country, category, season_id,
         CAST(sum(seconds) AS BIGINT) AS seconds, CAST(sum(views) AS BIGINT) AS views
  FROM (SELECT period, category, season_id, seconds, {VIEWS} AS views
        FROM (SELECT period, category, season_id, runtime, CAST(sum(seconds) AS BIGINT) AS seconds
              FROM timed GROUP BY period, category, season_id, runtime) a) b
  GROUP BY period, category, season_id
),
in_countries AS (
  SELECT period, country, category, season_id,
         CAST(sum(seconds) AS BIGINT) AS seconds, CAST(sum(views) AS BIGINT) AS views
  FROM (SELECT period, country,
               CASE WHEN starts_with(category, 'Films') THEN 'Films' ELSE 'TV' END AS category,
               season_id, seconds, {VIEWS} AS views FROM timed) a
  GROUP BY period, country, category, season_id
),
sized AS (
  SELECT *, CASE WHEN period < DATE '2023-06-18' THEN seconds ELSE views END AS size
  FROM (SELECT * FROM everywhere UNION ALL SELECT * FROM in_countries) a
)
SELECT period, country, category, rank, season_id, seconds, views
FROM (SELECT *, row_number() OVER (PARTITION BY period, country, category
                                   ORDER BY size DESC, season_id) AS rank FROM sized) a
WHERE rank <= 10
"""

CHARTS_RAW = f"""
WITH totals AS (
  SELECT CAST(date_trunc('week', event_start) AS DATE) + {{six_days}} AS period,
         e.season_id, coalesce(c.cut, '') AS cut, country, CAST(sum(seconds) AS BIGINT) AS seconds
  FROM {{events}} e LEFT JOIN cuts c ON c.season_id = e.season_id AND c.episode = e.episode
  GROUP BY 1, 2, 3, 4
), {_RANKED}
"""
CHARTS_KEPT = f"""
WITH totals AS (
  SELECT CAST(date_trunc('week', day) AS DATE) + 6 AS period, season_id, cut, country,
         CAST(sum(seconds) AS BIGINT) AS seconds
  FROM {{days}} GROUP BY 1, 2, 3, 4
), {_RANKED}
"""
COMPLETION_RAW = """
WITH watched AS (
  SELECT season_id, profile_id, episode, CAST(sum(seconds) AS BIGINT) AS seconds
  FROM {events} GROUP BY season_id, profile_id, episode
),
viewers AS (
  SELECT w.season_id, profile_id, sum(least(seconds, runtime) * weight) AS progress,
         max(needed) AS needed
  FROM watched w JOIN lengths l ON w.season_id = l.season_id AND w.episode = l.episode
  WHERE seconds <> 0
  GROUP BY w.season_id, profile_id
)
SELECT season_id, count(*) AS starters,
       CAST(sum(CASE WHEN progress * 10 >= needed THEN 1 ELSE 0 END) AS BIGINT) AS finishers
FROM viewers GROUP BY season_id
"""
COMPLETION_KEPT = """
WITH viewers AS (
  SELECT w.season_id, profile_id, CAST(sum(least(seconds, runtime) * weight) AS BIGINT) AS progress,
         max(needed) AS needed
  FROM {parts} w JOIN lengths l ON w.season_id = l.season_id AND w.episode = l.episode
  WHERE w.season_id BETWEEN '{first}' AND '{last}'
  GROUP BY w.season_id, profile_id
)
SELECT season_id, count(*) AS starters,
       CAST(sum(CASE WHEN progress * 10 >= needed THEN 1 ELSE 0 END) AS BIGINT) AS finishers
FROM viewers GROUP BY season_id
"""
SORTED_COPY = """
COPY (SELECT * FROM '{file}' ORDER BY season_id, profile_id)
TO '{target}' (FORMAT parquet, COMPRESSION zstd)
"""
