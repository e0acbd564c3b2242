"""Stormshield, FortiGate and Palo Alto: how each writes a visit."""

from random import Random

from tests.engines.traffic.logs_visits import Visit, bsd_date, syslog


def write_stormshield(visit: Visit, chance: Random) -> str:
    kind = chance.choice(("web", "web", "ssl", "connection", "connection", "plugin", "filter", "alarm"))
    when = visit.local_text("%Y-%m-%d %H:%M:%S")
    start = "" if chance.random() < 0.1 else f' startime="{when}"'
    zone = "" if chance.random() < 0.1 else f" tz={visit.offset}"
    user = f' user="{visit.user}"' if kind != "connection" or visit.user else ""
    action = chance.choice(("block", "Block")) if visit.refused else chance.choice(("pass", "pass", "pass", ""))
    logtype = "" if kind in ("web", "connection") and chance.random() < 0.1 else f' logtype="{kind}"'
    header = syslog(visit, "asqd", chance)
    return (
        f'{header}id=firewall time="{when}" fw="SN310-MAIRIE"{zone}{start} pri=5 src={visit.client} srcport=51544 '
        f"dst=192.0.2.10 dstport=443{stormshield_name(visit, kind, chance)} ipv=4 sent={visit.sent} "
        f"rcvd={visit.received} duration=1.42{user} action={action}{stormshield_request(visit, kind, chance)}{logtype}"
    )


def stormshield_name(visit: Visit, kind: str, chance: Random) -> str:
    name = visit.question if chance.random() < 0.9 else visit.question.upper() + "."
    if chance.random() < 0.1:
        return chance.choice(("", " dstname=Serveur_IA"))
    return f' dstname="{name}"' if kind == "ssl" else f" dstname={name}"


def stormshield_request(visit: Visit, kind: str, chance: Random) -> str:
    if kind == "ssl":
        return ' msg="Connection not deciphered (claude.ai)"'
    if kind != "web":
        return ""
    arg = visit.target if visit.method == "CONNECT" or chance.random() < 0.2 else visit.path
    return f' op={visit.method} arg="{arg}" result=200 cat_site="{{news}}"'


def write_fortigate(visit: Visit, chance: Random) -> str:
    if chance.random() < 0.3:
        return fortigate_cef(visit, chance)
    pairs = fortigate_head(visit, chance)
    pairs += fortigate_web(visit, chance) if chance.random() < 0.6 else fortigate_traffic(visit, chance)
    user = chance.choice(("", 'user="N/A"')) if not visit.user else f'user="{visit.user.replace(chr(92), chr(92) * 2)}"'
    if visit.user and chance.random() < 0.1:
        user = f'user="N/A" unauth{user}'
    pairs += [f"srcip={visit.client}", *([user] if user else [])]
    joined = ("," if chance.random() < 0.1 else " ").join(pairs)
    header = chance.choice(("", "", "<189>", f"{bsd_date(visit)} fgt "))
    return header + joined


def fortigate_cef(visit: Visit, chance: Random) -> str:
    web = chance.random() < 0.7
    logid = "0317013312" if web else chance.choice(("0000000013",) * 3 + ("0000000020",))
    when = f"FTNTFGTeventtime={int(visit.at.timestamp() * 1000)}000000 " if chance.random() < 0.8 else ""
    action = ("blocked" if web else "deny") if visit.refused else "passthrough" if web else "close"
    account = visit.user.replace("\\", "\\\\")
    user = f" {chance.choice(('suser', 'duser'))}={account}" if visit.user else ""
    host = f" dhost={visit.question}" if chance.random() < 0.7 else ""
    url = f" request={chance.choice((visit.path, f'https://{visit.authority}{visit.path}'))}" if web else ""
    return (
        f"<189>{bsd_date(visit)} fgt CEF: 0|Fortinet|{chance.choice(('Fortigate', 'FortiGate'))}|v7.4.3|{logid[-5:]}|x|"
        f"3|deviceExternalId=FGT60F {when}FTNTFGTlogid={logid} cat={'utm:webfilter' if web else 'traffic:forward'} "
        f"src={visit.client} dst=192.0.2.10{host} act={action}{url} out={visit.sent}{user} msg=une règle, claude.ai"
    )


def fortigate_head(visit: Visit, chance: Random) -> list[str]:
    nanoseconds = int(visit.at.timestamp() * 1000) * 1_000_000
    stamp = chance.choice((nanoseconds, nanoseconds, int(visit.at.timestamp()), nanoseconds // 1_000_000))
    head = [f"date={visit.local_text('%Y-%m-%d')}", f"time={visit.local_text('%H:%M:%S')}", 'devname="FGT-MAIRIE"']
    if chance.random() < 0.8:
        head.append(f"eventtime={stamp}")
    if chance.random() < 0.8:
        head.append(f'tz="{visit.offset}"')
    return head


def fortigate_web(visit: Visit, chance: Random) -> list[str]:
    action = "blocked" if visit.refused else chance.choice(("passthrough", "passthrough", "allowed"))
    url = f"https://{visit.authority}{visit.path}"
    named = chance.random() < 0.7
    return [
        'logid="0317013312"',
        'type="utm"',
        f'subtype="{chance.choice(("webfilter",) * 9 + ("dns",))}"',
        *([f'hostname="{visit.question}"'] if named else []),
        f'action="{action}"',
        f'url="{url}"' if not named or chance.random() < 0.5 else f'url="{visit.path}"',
        *([f"sentbyte={visit.sent}"] if chance.random() < 0.9 else []),
        r'msg="une \"règle\", claude.ai"',
    ]


def fortigate_traffic(visit: Visit, chance: Random) -> list[str]:
    closed = chance.choice(("close", "client-rst", "server-rst", "timeout", "accept", "start", "ip-conn"))
    name = chance.choice(("hostname", "dstname", "dstinetsvc"))
    return [
        f'logid="{chance.choice(("0000000013",) * 5 + ("0000000020",))}"',
        "type=traffic" if chance.random() < 0.2 else 'type="traffic"',
        f'subtype="{chance.choice(("forward",) * 9 + ("local",))}"',
        f'action="{"deny" if visit.refused else closed}"',
        *(['utmaction="block"'] if chance.random() < 0.05 else []),
        f'{name}="{visit.question}"',
        f"sentbyte={visit.sent}",
    ]


def write_paloalto(visit: Visit, chance: Random) -> str:
    if chance.random() < 0.3:
        return chance.choice((paloalto_cef, paloalto_leef))(visit, chance)
    kind = chance.choice((("THREAT", "url"),) * 6 + (("TRAFFIC", "end"), ("TRAFFIC", "start"), ("THREAT", "spyware")))
    allowed = "allow" if kind[0] == "TRAFFIC" else chance.choice(("alert", "alert", "alert", "continue", "override"))
    refused = "deny" if kind[0] == "TRAFFIC" else chance.choice(("block-url", "block-continue", "reset-both"))
    when = visit.local_text("%Y/%m/%d %H:%M:%S")
    head = (
        f"1,{when},012001000000,{kind[0]},{kind[1]},2561,{when},{visit.client},192.0.2.10,192.0.2.1,192.0.2.10,"
        f"Sortie-web,{visit.user},,ssl,vsys1,LAN,WAN,ae1,ae2,Envoi,{when},33711,1,51544,443,41022,443,0x40b000,tcp,"
        f"{refused if visit.refused else allowed},"
    )
    tail = paloalto_traffic(visit) if kind[0] == "TRAFFIC" else paloalto_url(visit, chance)
    header = f"<14>{bsd_date(visit)} PA-MAIRIE " if chance.random() < 0.5 else ""
    return header + head + tail


def paloalto_cef(visit: Visit, chance: Random) -> str:
    web = chance.random() < 0.8
    kinds = ("THREAT", "url") if web else ("TRAFFIC", chance.choice(("end", "start")))
    product, pair = chance.choice((("PAN-OS|11.0", kinds[::-1]), ("LF|2.0", kinds)))
    when = f"rt={visit.local_text('%b %d %Y %H:%M:%S')}"
    if product.startswith("LF"):
        when = f"dtz=UTC rt={visit.at:%Y-%m-%d %H:%M:%S}" if chance.random() < 0.5 else when
    account = visit.user.replace("\\", "\\\\")
    user = f" suser={account}" if visit.user else ""
    action = "deny" if visit.refused else "alert" if web else "allow"
    url = visit.tunnel if visit.method == "CONNECT" else visit.authority + visit.path.replace("=", "\\=")
    what = f'request="{url}" requestMethod={visit.method.lower()}' if web else f"in={visit.sent} out={visit.received}"
    return (
        f"<14>{bsd_date(visit)} PA CEF:0|Palo Alto Networks|{product}|{'|'.join(pair)}|1|{when} src={visit.client} "
        f"dst=192.0.2.10{user} cs1Label=Rule cs1=Sortie web act={action} {what} cs2=claude.ai"
    )


def paloalto_leef(visit: Visit, chance: Random) -> str:
    web = chance.random() < 0.8
    action = "deny" if visit.refused else "continue" if web else "allow"
    what = [f'Miscellaneous="{visit.authority}{visit.path}"'] if web else [f"srcBytes={visit.sent}", "dstBytes=1"]
    kinds = ("THREAT", "url") if web else ("TRAFFIC", "end")
    when = visit.at.strftime(f"{visit.local_text('%b')} %d %Y %H:%M:%S GMT") if chance.random() < 0.1 else ""
    when = when if visit.at.month == visit.local.month else ""
    pairs = [f"cat={kinds[0]}", f"Subtype={kinds[1]}", f"devTime={when or visit.local_text('%b %d %Y %H:%M:%S')}"]
    pairs += [f"src={visit.client}", f"usrName={visit.user}", f"action={action}", *what, "URLCategory=claude.ai"]
    head, delimiter = chance.choice((("1.0|Palo Alto Networks|PAN-OS", "|"), ("2.0|Palo Alto Networks|PAN-OS", "|")))
    named = "x7C|" if head.startswith("2") else ""
    return f"LEEF:{head}|11.0|{kinds[1]}|{named}{delimiter.join(pairs)}"


def paloalto_traffic(visit: Visit) -> str:
    when = visit.local_text("%Y/%m/%d %H:%M:%S")
    return (
        f"{visit.sent + visit.received},{visit.sent},{visit.received},24,{when},12,any,,7000000001,"
        "0x0,10.0.0.0-10.255.255.255,France,,12,12,tcp-fin,0,0,0,0,,chatgpt.com,from-policy"
    )


def paloalto_url(visit: Visit, chance: Random) -> str:
    url = visit.tunnel if visit.method == "CONNECT" else visit.authority + visit.path
    agent = chance.choice(('"Mozilla/5.0 (X11, Linux)"', '"un ""agent"" claude.ai"', ""))
    tail = (
        f'"{url}",(9999),computer-and-internet-info,informational,client-to-server,7000000002,0x0,'
        f'10.0.0.0-10.255.255.255,France,,text/html,0,,,1,{agent},,,"https://claude.ai/",,,,0,0,0,0,,PA-MAIRIE,,,,'
    )
    newer = ",0,,0,,N/A,unknown,AppThreat-0-0,0x0,0,4294967295,,AI-chatgpt.com,rule,0,,,,,,,,,,"
    return f"{tail}{visit.method.lower()}{newer if chance.random() < 0.7 else ''}"
