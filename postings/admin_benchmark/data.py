"""Invented rows that the benchmark of the admin needs beside postings."""

from __future__ import annotations

from django.db import connection

SOURCES = 20

# One statement a table, done by the server.
_PREPARE = (
    """INSERT INTO postings_source (name, columns, created_at)
       SELECT 'Benchmark ' || n, '{}', now() FROM generate_series(1, %(sources)s) n ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_importbatch (channel, source, state, started_at, finished_at, expected)
       SELECT 'upload', 'Benchmark ' || (n %% %(sources)s + 1), 'finished',
              now() - n * interval '6 hours', now(), 250
       FROM generate_series(1, greatest(1, %(drafts)s / 250)) n""",
    """INSERT INTO postings_rawtext (content, sha256, size_bytes, encoding, name, source, received_at,
           batch_id)
       SELECT convert_to(body, 'UTF8'), encode(sha256(convert_to(body, 'UTF8')), 'hex'), length(body),
              'utf-8',
              'benchmark-' || n || '.md', 'Benchmark ' || (n %% %(sources)s + 1),
              now() - (n %% 90) * interval '1 day',
              (SELECT min(id) FROM postings_importbatch WHERE source LIKE 'Benchmark %%')
                  + n %% greatest(1, %(drafts)s / 250)
       FROM (SELECT n, 'Benchmark ' || n || ' ' || repeat(md5(n::text) || ' ', 100) AS body
             FROM generate_series(1, %(drafts)s) n) texts ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_draft (raw_text_id, part, state, is_posting, kind, verdict, text_format, language,
           confidence, "values", notes, rejection_reason, created_at, version)
       SELECT r.id, 0, 'waiting', r.id %% 8 <> 0, CASE WHEN r.id %% 8 <> 0 THEN 'posting' ELSE 'guide' END,
              'One open posting.', 'markdown', 'en', (hashtext(r.name)::bigint & 1023) / 1023.0,
              jsonb_build_object('title', p.title, 'company', coalesce(c.name, ''),
                                 'description_html', p.description_html), '[]', '', r.received_at, 1
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM postings_rawtext
             WHERE name LIKE 'benchmark-%%') r
       JOIN (SELECT *, row_number() OVER (ORDER BY id) AS n FROM postings_posting) p ON p.n = r.n
       LEFT JOIN postings_company c ON c.id = p.company_id ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_draftfinding (draft_id, field, value, quote, start, "end", confidence, rule)
       SELECT d.id, f.field, '"x"', 'Benchmark', 0, 9, 0.9, f.field || '.benchmark'
       FROM postings_draft d CROSS JOIN (VALUES ('title'), ('company'), ('pay'), ('locations')) f(field)
       WHERE d.raw_text_id IN (SELECT id FROM postings_rawtext WHERE name LIKE 'benchmark-%%')""",
    """INSERT INTO postings_importitem (batch_id, name, outcome, code, reason, raw_text_id)
       SELECT batch_id, name, CASE WHEN id %% 20 = 0 THEN 'failed' ELSE 'imported' END,
              CASE WHEN id %% 20 = 0 THEN 'empty' ELSE '' END,
              CASE WHEN id %% 20 = 0 THEN 'The text is empty.' ELSE '' END, id
       FROM postings_rawtext WHERE name LIKE 'benchmark-%%'""",
    """INSERT INTO postings_fieldcheck (draft_id, field, outcome, rule, source, at)
       SELECT d.id, f.field, CASE WHEN d.id %% 9 = 0 THEN 'corrected' ELSE 'right' END,
              f.field || '.benchmark',
              'Benchmark ' || (d.id %% %(sources)s + 1), now() - (d.id %% 80) * interval '1 day'
       FROM postings_draft d CROSS JOIN (VALUES ('title'), ('company'), ('pay'), ('locations')) f(field)
       ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_revision (posting_id, action, changes, at, undone)
       SELECT id, 'changed', '{"title": ["a", "b"]}', now(), false FROM postings_posting""",
    """INSERT INTO postings_fingerprint (posting_id, title, company_key, places, external_key, url_key,
           signature, bands)
       SELECT p.id, p.title, coalesce(c.key, ''), '{}', '', encode(sha256(p.id::text::bytea), 'hex'),
              ARRAY(SELECT (hashtext(p.id || ':' || g)) & 2147483647 FROM generate_series(1, 64) g),
              ARRAY(SELECT hashtext(p.id || '-' || g) FROM generate_series(1, 16) g)
       FROM postings_posting p LEFT JOIN postings_company c ON c.id = p.company_id ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_fingerprint (draft_id, title, company_key, places, external_key, url_key,
           signature, bands)
       SELECT d.id, d."values" ->> 'title', '', '{}', '', '',
              ARRAY(SELECT (hashtext(d.id || ':' || g)) & 2147483647 FROM generate_series(1, 64) g),
              ARRAY(SELECT hashtext(d.id || '+' || g) FROM generate_series(1, 16) g)
       FROM postings_draft d WHERE d.is_posting ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_likelyduplicate (first_id, second_id, score, reasons, state, found_at)
       SELECT id, next, (id %% 100) / 100.0, '["The same title."]', 'open', now()
       FROM (SELECT id, lead(id) OVER (ORDER BY id) AS next, row_number() OVER (ORDER BY id) AS n
             FROM postings_fingerprint) f
       WHERE n %% 12 = 1 AND next IS NOT NULL ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_unknownterm (key, text, seen, state)
       SELECT 'benchmark ' || n, 'Benchmark ' || n, n %% 50, 'open' FROM generate_series(1, 5000) n
       ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_report (posting_id, reason, text, state, created_at)
       SELECT id, 'scam', '', 'open', now() FROM postings_posting WHERE id %% 40 = 0""",
    """INSERT INTO postings_postingday (posting_id, day, referrer, views, applies, saves)
       SELECT id, current_date - (id %% 30)::int - d, r.kind, 5, 1, 1
       FROM postings_posting CROSS JOIN generate_series(0, 3) d
       CROSS JOIN (VALUES ('none'), ('search')) r(kind) ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_postingday (posting_id, day, referrer, views, applies, saves)
       SELECT id, current_date - d, r.kind, 5, 1, 1 FROM postings_posting CROSS JOIN generate_series(0, 29) d
       CROSS JOIN (VALUES ('own'), ('feed'), ('alert')) r(kind)
       WHERE id %% 20 = 0
           AND company_id = (SELECT company_id FROM postings_posting WHERE company_id IS NOT NULL
                             GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)
       ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_comment (posting_id, text, moderator, at)
       SELECT id, 'Is this still open?', false, now() FROM postings_posting WHERE id %% 20 = 0""",
    """INSERT INTO auth_user (username, email, password, first_name, last_name, is_staff, is_superuser,
           is_active, date_joined)
       SELECT 'benchmark-' || n, 'benchmark-' || n || '@example.com', '!', '', '', true, false, true, now()
       FROM generate_series(1, 5000) n ON CONFLICT DO NOTHING""",
    """INSERT INTO postings_companymembership (company_id, user_id, created_at)
       SELECT c.id, u.id, now()
       FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM postings_company) c
       JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM auth_user
             WHERE username LIKE 'benchmark-%%') u
         ON c.n %% 5000 = u.n - 1 ON CONFLICT DO NOTHING""",
)


def prepare(drafts: int) -> None:
    """Write invented drafts, with what hangs on them, beside the postings that are there."""
    for statement in _PREPARE:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"drafts": drafts, "sources": SOURCES})
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum would have done by and by
