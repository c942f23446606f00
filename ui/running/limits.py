"""Limits: how much one client may ask in a minute, counted in memory or, for several processes, in Redis."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from dataclasses import dataclass
from typing import Literal

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

LimitName = Literal["questions", "embed_questions", "requests"]

_PATIENCE_SECONDS = 0.25  # with Redis, for one request
_PAUSE_SECONDS = 5.0  # before Redis is tried again


@dataclass(frozen=True, slots=True)
class Rates:
    """The most in a minute: questions of a client, questions through one embedding site, other requests of a client.

    Nothing is limited where the number is 0.
    """

    questions: int = 0
    embed_questions: int = 0
    requests: int = 0


class Limits:
    """Counts by name and client. Where Redis is away, this process counts by itself until it is back."""

    def __init__(self, rates: Rates, redis_url: str = "") -> None:
        self._items = {
            name: RateLimitItemPerMinute(most, namespace=f"smx:{name}")
            for name in ("questions", "embed_questions", "requests")
            if (most := getattr(rates, name))
        }
        self._here = SlidingWindowCounterRateLimiter(MemoryStorage()) if self._items else None
        self._shared = SlidingWindowCounterRateLimiter(_redis(redis_url)) if self._items and redis_url else None
        self._away_until = 0.0
        self._is_away = False

    async def seconds_to_wait(self, name: LimitName, client: str) -> int:
        """0 when one more may pass, which is thereby counted; otherwise the seconds until it may."""
        if name not in self._items or self._here is None:
            return 0
        if self._shared and time.monotonic() >= self._away_until:
            try:
                waiting = await asyncio.to_thread(self._wait, self._shared, name, client)
            except (RedisError, OSError) as error:
                self._gone(error)
            else:
                self._returned()
                return waiting
        return self._wait(self._here, name, client)

    def _wait(self, limiter: SlidingWindowCounterRateLimiter, name: LimitName, client: str) -> int:
        item = self._items[name]
        if limiter.hit(item, client):
            return 0
        return max(1, math.ceil(limiter.get_window_stats(item, client).reset_time - time.time()))

    def _gone(self, error: Exception) -> None:
        self._away_until = time.monotonic() + _PAUSE_SECONDS
        if not self._is_away:
            logger.warning("Redis is away (%s); this process counts by itself until it is back", type(error).__name__)
        self._is_away = True

    def _returned(self) -> None:
        if self._is_away:
            logger.warning("Redis is back; clients are counted there again")
        self._is_away = False


def _redis(url: str) -> RedisStorage:
    unix = url.replace("redis+unix://", "unix://", 1)
    pool = ConnectionPool.from_url(
        unix,
        socket_timeout=_PATIENCE_SECONDS,
        socket_connect_timeout=_PATIENCE_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    return RedisStorage(url, connection_pool=pool)
