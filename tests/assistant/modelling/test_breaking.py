import threading

from assistant.modelling.breaking import CircuitBreaker


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def broken(failures: int = 3) -> tuple[CircuitBreaker, Clock]:
    clock = Clock()
    breaker = CircuitBreaker(failures, 30, clock)
    for _ in range(failures):
        assert breaker.enter()
        breaker.failed()
    return breaker, clock


def test_opens_after_failures_in_a_row() -> None:
    breaker, clock = broken()
    clock.now += 29
    assert not breaker.enter()


def test_a_success_between_failures_begins_the_count_anew() -> None:
    breaker = CircuitBreaker(3, 30, Clock())
    for report in (breaker.failed, breaker.failed, breaker.succeeded, breaker.failed, breaker.failed):
        assert breaker.enter()
        report()
    assert breaker.enter()


def test_lets_one_try_after_the_pause_and_closes_when_it_succeeds() -> None:
    breaker, clock = broken()
    clock.now += 30
    assert [breaker.enter(), breaker.enter()] == [True, False]
    breaker.succeeded()
    assert [breaker.enter(), breaker.enter()] == [True, True]


def test_opens_again_at_once_when_the_try_fails() -> None:
    breaker, clock = broken()
    clock.now += 30
    assert breaker.enter()
    breaker.failed()
    assert not breaker.enter()
    clock.now += 30
    assert breaker.enter()


def test_a_try_that_was_left_lets_another_try() -> None:
    breaker, clock = broken()
    clock.now += 30
    assert breaker.enter()
    breaker.left()
    assert breaker.enter()


def test_one_thread_of_many_is_let_in_to_try() -> None:
    breaker, clock = broken()
    clock.now += 30
    entered: list[bool] = []
    threads = [threading.Thread(target=lambda: entered.append(breaker.enter())) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert entered.count(True) == 1
