"""Squid, Olfeo and Zscaler: how each writes a visit."""

import json
from random import Random

from tests.engines.traffic.logs_visits import Visit, syslog


def quoted_user(visit: Visit) -> str:
    return visit.user.replace("\\", "%5C") or "-"


def squid_code(visit: Visit, chance: Random) -> tuple[str, str]:
    if visit.refused:
        return chance.choice((("TCP_DENIED", "403"), ("TCP_DENIED", "407"), ("TCP_REDIRECT", "302")))
    if visit.method == "CONNECT":
        return chance.choice((("TCP_TUNNEL", "200"), ("TCP_TUNNEL", "200"), ("NONE_NONE", "200")))
    return chance.choice((("TCP_MISS", "200"), ("TCP_HIT", "304"), ("TCP_MISS", "403"), ("TCP_MISS_ABORTED", "0")))


def write_squid(visit: Visit, chance: Random) -> str:
    code, status = squid_code(visit, chance)
    if chance.random() < 0.005:
        return f"{visit.at.timestamp():.3f} 0 {visit.client} NONE_NONE/000 0 NONE error:invalid-request - HIER_NONE/- -"
    mime = "text/html" if visit.method == "GET" else "-"
    extra = r" [Host: claude.ai\r\n]" if chance.random() < 0.02 else ""
    return (
        f"{syslog(visit, 'squid[812]', chance)}{visit.at.timestamp():.3f} {chance.randrange(99999):6d} {visit.client} "
        f"{code}/{status:0>3} {visit.received} {visit.method} {visit.target} {quoted_user(visit)} "
        f"HIER_DIRECT/192.0.2.10 {mime}{extra}"
    )


def write_squid_common(visit: Visit, chance: Random) -> str:
    code, status = squid_code(visit, chance)
    agent = r'"http://claude.ai/" "Mozilla/5.0 (\"X11\") chatgpt.com"' if chance.random() < 0.3 else '"-" "-"'
    browser = f" {agent}" if chance.random() < 0.6 else ""
    tail = f" {code}:HIER_DIRECT" if visit.refused or chance.random() < 0.9 else ""
    when = visit.local_text("%d/%b/%Y:%H:%M:%S %z")
    return (
        f"{syslog(visit, 'squid[812]', chance)}{visit.client} - {quoted_user(visit)} [{when}] "
        f'"{visit.method} {visit.target} HTTP/1.1" {status:0>3} {visit.received}{browser}{tail}'
    )


def write_olfeo(visit: Visit, chance: Random) -> str:
    if chance.random() < 0.3:
        return olfeo_json(visit, chance)
    status = chance.choice((403, 407)) if visit.refused else chance.choice((200, 200, 304, 404))
    url = f"https://{visit.authority}" if visit.method == "CONNECT" else visit.target
    return (
        f"{syslog(visit, 'olfeo', chance)}{visit.client} - {visit.user or '-'} "
        f'[{visit.local_text("%d/%m/%Y %H:%M:%S")}] "{visit.method} {url} HTTP/1.1" {status} - - 1000 '
        f"{chance.choice(('Services aux entreprises', 'chatgpt.com', 'Achats'))}"
    )


def olfeo_json(visit: Visit, chance: Random) -> str:
    is_dns = chance.random() < 0.3
    event: dict[str, object] = {
        "user_id": visit.user or "-",
        "display_name": "-",
        "url": "" if is_dns else f"https://{visit.authority}{visit.path}",
        "action": "block" if visit.refused else "allow",
        "domain": visit.question if is_dns or chance.random() < 0.8 else "-",
        "src_ip": visit.client,
        "timestamp": int(visit.at.timestamp() * 1000),
        "http_method": "" if is_dns else visit.method,
        "user_sent_bytes": "" if is_dns else str(visit.sent),
        "type": "dns" if is_dns else chance.choice(("proxy", "proxy", "proxy", "mail")),
    }
    return json.dumps(event, ensure_ascii=chance.random() < 0.5, separators=(",", ":"))


def write_zscaler(visit: Visit, chance: Random) -> str:
    write = chance.choice((zscaler_csv, zscaler_csv, zscaler_tabs, zscaler_json, zscaler_cef))
    location = visit.user if visit.user and chance.random() < 0.05 else "Siege"
    method = "NA" if visit.method == "CONNECT" and chance.random() < 0.3 else visit.method
    protocol = "TUNNEL_SSL" if method == "NA" else "HTTP_PROXY" if method == "CONNECT" else "HTTPS"
    values = {
        "time": visit.local_text("Sat %b %d %H:%M:%S %Y"),
        "login": visit.user or chance.choice(("None", location, location.upper())),
        "proto": protocol,
        "eurl": visit.tunnel if visit.method == "CONNECT" else visit.authority + visit.path,
        "action": "Blocked" if visit.refused else "Allowed",
        "reqsize": str(visit.sent),
        "respsize": str(visit.received),
        "location": location,
        "cip": visit.client,
        "reqmethod": method,
    }
    return write(visit, values, chance)


def zscaler_cef(visit: Visit, values: dict[str, str], chance: Random) -> str:
    login, url = values["login"].replace("\\", "\\\\"), values["eurl"].replace("=", "\\=")
    return (
        f"{visit.local_text('%b %d %H:%M:%S')} zscaler-nss CEF:0|Zscaler|NSSWeblog|5.7|{values['action']}|None|3|"
        f"act={values['action']} app={values['proto']} dhost={chance.choice((visit.question, 'None'))} dst=192.0.2.10 "
        f"src={values['cip']} in={values['respsize']} out={values['reqsize']} request={url} "
        f"rt={visit.local_text('%b %d %Y %H:%M:%S')} requestMethod={values['reqmethod']} suser={login} "
        f"spriv={values['location']} requestClientApplication=Mozilla/5.0 (X11, claude.ai) cs1Label=dept cs1=Accueil"
    )


def zscaler_csv(visit: Visit, values: dict[str, str], chance: Random) -> str:
    """34 values; in one edition of the feed, a status stands before the sizes."""
    given = [values[key] for key in ("time", "login", "proto", "eurl", "action")]
    names = ["ChatGPT", "AI and ML Applications"]
    sizes = [values["reqsize"], values["respsize"]]
    if chance.random() < 0.3:
        names.insert(1, "Sanctioned")
        middle = ["Business Use", "IT", "AI", "None", "None", "0", "High", "None", "None"]
    else:
        middle = ["120", "180", "Business Use", "IT", "AI", "None", "None", "0", "None", "None"]
    end = [values["location"], "Accueil", values["cip"], "192.0.2.10", values["reqmethod"], "200"]
    rest = ['Mozilla/5.0 (""X11"", chatgpt.com)', "claude.ai/", *["None"] * 3, "None", "NA", "NA", "N/A"]
    return ",".join(f'"{value}"' for value in given + names + sizes + middle + end + rest)


def zscaler_tabs(visit: Visit, values: dict[str, str], chance: Random) -> str:
    named = {
        "reason": values["action"],
        "event_id": "6748427317914894361",
        "protocol": values["proto"],
        "action": values["action"],
        "responsesize": values["respsize"],
        "requestsize": values["reqsize"],
        "requestmethod": values["reqmethod"],
        "refererURL": '"https://claude.ai/"',
        "location": values["location"],
        "ClientIP": values["cip"],
        "status": "200",
        "user": values["login"],
        "url": f'"{values["eurl"]}"',
        "hostname": chance.choice((visit.host, "None")),
        "clientpublicIP": "192.0.2.1",
    }
    when = visit.local_text("%Y-%m-%d %H:%M:%S")
    return "\t".join([syslog(visit, "nss", chance) + when, *(f"{key}={value}" for key, value in named.items())])


def zscaler_json(visit: Visit, values: dict[str, str], chance: Random) -> str:
    if chance.random() < 0.5:
        return json.dumps({"sourcetype": "zscalernss-web", "event": values}, ensure_ascii=chance.random() < 0.5)
    event = {
        "datetime": visit.local_text("%Y-%m-%d %H:%M:%S"),
        "user": values["login"],
        "protocol": values["proto"],
        "url": values["eurl"],
        "hostname": visit.host,
        "action": values["action"],
        "requestsize": int(values["reqsize"]),
        "ClientIP": values["cip"],
        "requestmethod": values["reqmethod"],
        "location": values["location"],
    }
    return json.dumps(event, ensure_ascii=chance.random() < 0.5)
