"""Unbound, BIND and Suricata: how each writes a visit."""

import json
from random import Random

from tests.engines.traffic.logs_visits import Visit, bsd_date

TYPES = ("A", "A", "A", "AAAA", "AAAA", "HTTPS", "TYPE65", "MX", "TXT")


def asked(visit: Visit, chance: Random) -> str:
    """A name as stubs send it: some play with its case against forged answers (draft-vixie-dnsext-dns0x20)."""
    name = visit.question
    if chance.random() < 0.1:
        return "".join(chance.choice((letter, letter.upper())) for letter in name)
    return name


def write_unbound(visit: Visit, chance: Random) -> str:
    level = chance.choice(("info", "info", "query", "reply"))
    answer = " NOERROR 0.012000 0 56" if level == "reply" or chance.random() < 0.15 else ""
    kind, network = chance.choice(TYPES), "CH" if chance.random() < 0.01 else "IN"
    message = f"[812:0] {level}: {visit.client} {asked(visit, chance)}. {kind} {network}{answer}"
    if chance.random() < 0.02:
        message = "[812:0] info: generate keytag query _ta-4f66. NULL IN"
    local = visit.local.isoformat(timespec="milliseconds")
    return chance.choice(
        (
            f"[{int(visit.at.timestamp())}] unbound{message}",
            f"[{int(visit.at.timestamp())}] unbound{message}",
            f"{bsd_date(visit)} unbound{message}",
            f"{bsd_date(visit)} resolveur unbound[812]: {message}",
            f"{local} unbound{message}",
            f'<30>1 {local} resolveur unbound 812 - [meta sequenceId="7"] {message}',
        )
    )


def write_bind(visit: Visit, chance: Random) -> str:
    name = asked(visit, chance)
    pointer = chance.choice(("@0x7f3c4c0a9d68 ", "@0x7f3c4c0a9d68 ", ""))
    view = chance.choice(("", "", "view interne: "))
    key = "/key transfert" if chance.random() < 0.02 else ""
    repeated = f" ({name})" if chance.random() < 0.8 else ""
    flags = chance.choice(("+", "+", "+E(0)K", "+TE(0)DC", "+SV", "-E(0)DC"))
    subnet = " [ECS 192.0.2.0/24/0]" if chance.random() < 0.1 else ""
    query = f"query: {name} IN {chance.choice(TYPES)} {flags} (10.0.0.53){subnet}"
    if visit.refused:
        query = f"query (cache) '{name}/A/IN' denied"
    client = f"client {pointer}{visit.client}#{chance.randrange(1024, 65535)}{key}{repeated}: {view}{query}"
    return bind_head(visit, chance) + client


def bind_head(visit: Visit, chance: Random) -> str:
    category = chance.choice(("", "queries: info: "))
    milliseconds = f"{visit.local.microsecond // 1000:03d}"
    return chance.choice(
        (
            visit.local_text(f"%d-%b-%Y %H:%M:%S.{milliseconds} ") + category,
            visit.local_text(f"%d-%b-%Y %H:%M:%S.{milliseconds} ") + category,
            visit.local_text(f"%Y-%m-%dT%H:%M:%S.{milliseconds} ") + category,
            f"{visit.at:%Y-%m-%dT%H:%M:%S}.{milliseconds}Z {category}",
            f"<30>{bsd_date(visit)} ns1 named[812]: {category}",
            f"{bsd_date(visit)} ns1 named[812]: {category}",
        )
    )


def write_suricata(visit: Visit, chance: Random) -> str:
    kind = chance.choice(("tls", "tls", "quic", "http", "dns", "dns", "flow", "alert", "stats"))
    event: dict[str, object] = {
        "timestamp": visit.local.strftime("%Y-%m-%dT%H:%M:%S.%f") + ("" if chance.random() < 0.05 else visit.offset),
        "flow_id": chance.randrange(10**15),
        "in_iface": "eth0",
        "event_type": kind,
        "src_ip": visit.client,
        "src_port": 51544,
        "dest_ip": "192.0.2.10",
        "dest_port": 443,
        "proto": "UDP" if kind in ("quic", "dns") else "TCP",
        kind: suricata_detail(visit, kind, chance),
    }
    prefix = "@cee: " if chance.random() < 0.05 else ""
    return prefix + json.dumps(event, separators=(",", ":") if chance.random() < 0.9 else None)


def suricata_detail(visit: Visit, kind: str, chance: Random) -> dict[str, object]:
    if kind in ("tls", "quic"):
        return (
            {"version": "TLS 1.3", "sni": asked(visit, chance)}
            if chance.random() < 0.9
            else {"version": "UNDETERMINED"}
        )
    if kind == "http":
        host = visit.authority.rpartition("@")[2]
        return {"hostname": host, "url": visit.path, "http_method": visit.method, "length": visit.received}
    if kind == "dns":
        return suricata_dns(asked(visit, chance), chance)
    if kind == "flow":
        return {"bytes_toserver": visit.sent, "bytes_toclient": visit.received, "state": "closed"}
    return {"signature": "ET INFO chatgpt.com", "sni": "claude.ai"}


def suricata_dns(name: str, chance: Random) -> dict[str, object]:
    question: dict[str, object] = {"rrname": name, "rrtype": chance.choice(TYPES)}
    if chance.random() < 0.5:
        return {"version": 2, "type": chance.choice(("query", "query", "answer")), "id": 7, **question}
    return {"version": 3, "type": chance.choice(("request", "request", "response")), "id": 7, "queries": [question]}
