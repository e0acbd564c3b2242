"""What Squid's two formats write alike of a visit."""

from random import Random

from tests.engines.traffic.logs_visits import Visit


def quoted_user(visit: Visit) -> str:
    return visit.user.replace("\\", "%5C") or "-"


def squid_code(visit: Visit, chance: Random) -> tuple[str, str]:
    if visit.refused:
        return chance.choice((("TCP_DENIED", "403"), ("TCP_DENIED", "407"), ("TCP_REDIRECT", "302")))
    if visit.method == "CONNECT":
        return chance.choice((("TCP_TUNNEL", "200"), ("TCP_TUNNEL", "200"), ("NONE_NONE", "200")))
    return chance.choice((("TCP_MISS", "200"), ("TCP_HIT", "304"), ("TCP_MISS", "403"), ("TCP_MISS_ABORTED", "0")))
