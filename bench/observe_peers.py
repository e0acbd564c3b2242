"""The same table by general tools: `python -m bench.observe_peers duckdb|polars LOG`, each in a process of its own.

Both read Squid's native format, drop refusals, keep the hosts of the catalogue by their longest suffix, and count
people, user-days and connections capped at a hundred, by month, family and service (a person is an account, or an
address for one day where there is none, as README.md of the engine says). Each first reduces the log to the
lines whose last two labels stand in the catalogue, which is what makes them quickest.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Mapping

from bench.observing import peak_memory
from pleinjour.refdata.services import load_catalogue

Cell = tuple[str, str, str, int, int, int]
Hit = tuple[int, str, str, str, str]
"""Seconds, client, account, method, host."""

HOST = r" [A-Z]+ (?:[a-z]+://)?([^ /:?]+)"
ENDING = r"[^.]+\.[^.]+$"
FIELDS = r"^(\d+)\.\d+ +-?\d+ (\S+) (\S+) \d+ (\S+) \S+ (\S+)"
WINTER = 3600
"""The logs of the bench stay in March before the 29th: local time is one hour ahead."""


def endings() -> list[str]:
    """The last two labels of every domain."""
    return sorted({".".join(domain.split(".")[-2:]) for domain in load_catalogue().domains})


def by_duckdb(path: str) -> list[Cell]:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute("CREATE TABLE domains (domain VARCHAR, service VARCHAR)")
    connection.executemany("INSERT INTO domains VALUES (?, ?)", list(load_catalogue().domains.items()))
    connection.execute("CREATE TABLE endings (ending VARCHAR)")
    connection.executemany("INSERT INTO endings VALUES (?)", [[ending] for ending in endings()])
    query = f"""
        WITH lines AS (
            SELECT line, lower(regexp_extract(line, '{HOST}', 1)) AS host
            FROM read_csv('{path}', columns = {{line: 'VARCHAR'}}, delim = '\x01', quote = '', escape = '',
                header = false, auto_detect = false)
        ), few AS (
            SELECT host, regexp_extract(line, '{FIELDS}', ['time', 'client', 'code', 'method', 'account']) AS said
            FROM lines WHERE regexp_extract(host, '{ENDING}') IN (SELECT ending FROM endings)
        ), named AS (
            SELECT host, arg_max(domain, length(domain)) AS domain
            FROM (SELECT DISTINCT host FROM few) JOIN domains ON host = domain OR ends_with(host, '.' || domain)
            GROUP BY host
        ), hits AS (
            SELECT service, said.account = '-' AS nameless, if(nameless, said.client, said.account) AS person,
                if(said.method = 'CONNECT', 'tunnel', 'request') AS family,
                epoch_ms((said.time::BIGINT + {WINTER}) * 1000)::DATE AS day
            FROM few JOIN named USING (host) JOIN domains USING (domain)
            WHERE service IS NOT NULL AND NOT contains(said.code, 'DENIED')
        ), days AS (
            SELECT strftime(day, '%Y-%m') AS month, family, service, nameless, person, day, least(count(*), 100) AS n
            FROM hits GROUP BY ALL
        ), accounts AS (
            SELECT month, family, service, count(DISTINCT person) FILTER (NOT nameless) AS accounts
            FROM days GROUP BY ALL
        ), daily AS (
            SELECT month, family, service, day, sum(n) AS n, count(*) FILTER (nameless) AS addresses,
                greatest(addresses, count(*) FILTER (NOT nameless)) AS people
            FROM days GROUP BY ALL
        )
        SELECT month, family, service, greatest(accounts, max(addresses)), sum(people)::BIGINT, sum(n)::BIGINT
        FROM daily JOIN accounts USING (month, family, service)
        GROUP BY month, family, service, accounts ORDER BY ALL
    """
    cells: list[Cell] = connection.execute(query).fetchall()
    return cells


def by_polars(path: str) -> list[Cell]:
    import polars as pl

    line, host = pl.col("line"), pl.col("host")
    found = (
        pl.scan_csv(path, has_header=False, separator="\x01", quote_char=None, new_columns=["line"])
        .with_columns(line.str.extract(HOST, 1).str.to_lowercase().alias("host"))
        .filter(host.str.extract(f"({ENDING})", 1).is_in(endings()))
        .with_columns(line.str.extract_groups(FIELDS).alias("said"))
        .select(*(pl.col("said").struct[field] for field in range(5)), host)
        .collect(engine="streaming")
    )
    services = load_catalogue().domains
    hits = [
        (int(seconds), client, account, method, name)
        for seconds, client, code, method, account, name in found.iter_rows()
        if "DENIED" not in code
    ]
    return count(hits, {name: service_of(name, services) for name in {hit[4] for hit in hits}})


def service_of(host: str, services: Mapping[str, str | None]) -> str | None:
    labels = host.split(".")
    suffixes = (".".join(labels[start:]) for start in range(len(labels)))
    return next((services[suffix] for suffix in suffixes if suffix in services), None)


def count(hits: list[Hit], services: dict[str, str | None]) -> list[Cell]:
    days: dict[tuple[str, str, str], dict[tuple[str, str, int], int]] = {}
    for seconds, client, account, method, host in hits:
        service = services[host]
        if service is not None:
            day = (seconds + WINTER) // 86400
            month = time.strftime("%Y-%m", time.gmtime(day * 86400))
            family = "tunnel" if method == "CONNECT" else "request"
            cell = days.setdefault((month, family, service), {})
            person = (client, "", day) if account == "-" else ("", account, day)
            cell[person] = cell.get(person, 0) + 1
    return [(*key, *count_cell(cell)) for key, cell in sorted(days.items())]


def count_cell(lines: Mapping[tuple[str, str, int], int]) -> tuple[int, int, int]:
    """People, user-days and connections: accounts of the month, or addresses of one day, whichever are most."""
    accounts = Counter(day for _, account, day in lines if account)
    addresses = Counter(day for client, _, day in lines if client)
    people = max(len({account for _, account, _ in lines if account}), *addresses.values(), 0)
    user_days = sum(max(accounts[day], addresses[day]) for day in accounts | addresses)
    return people, user_days, sum(min(count, 100) for count in lines.values())


def main() -> None:
    """Print what the tool named on the command line took to read the log, and its cells, as JSON."""
    tool, path = sys.argv[1:]
    start = time.perf_counter()
    cells = {"duckdb": by_duckdb, "polars": by_polars}[tool](path)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "rss": peak_memory(), "cells": sorted(cells)}))


if __name__ == "__main__":
    main()
