from __future__ import annotations

import threading
import time

from assistant.queueing import Places


def test_places_are_given_in_the_order_in_which_they_were_asked_for() -> None:
    places, order = Places(1), list[int]()

    def come(number: int) -> None:
        with places.taken():
            order.append(number)

    with places.taken():
        coming = []
        for number in range(20):
            coming.append(threading.Thread(target=come, args=(number,)))
            coming[-1].start()
            while len(places._waiting) <= number:
                time.sleep(0.001)
    for thread in coming:
        thread.join(10)
    assert order == list(range(20))


def test_no_more_are_in_at_once_than_there_are_places_and_none_is_lost() -> None:
    places, lock, inside, most = Places(3), threading.Lock(), 0, 0

    def come() -> None:
        nonlocal inside, most
        for _ in range(20):
            try:
                with places.taken():
                    with lock:
                        inside += 1
                        most = max(most, inside)
                    time.sleep(0.0005)
                    with lock:
                        inside -= 1
                    raise RuntimeError
            except RuntimeError:
                continue

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (most, inside, places._free) == (3, 0, 3)
