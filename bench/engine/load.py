"""Our engine under load: several calls at once, many waiting, and for a long time."""
import contextlib
import statistics
import sys

import systems
from worker import Worker

LONG = 3600  # seconds that one batch of pages may take
BATCHES = [(1, 0), (2, 0), (6, 0), (6, 5), (6, 20)]  # lines and milliseconds
STEP = 100  # pages between two looks at the memory


def measure(options, pictures, cores):
    """Runs the measurements asked for; 0 when all limits are kept."""
    system = systems.every(sys.executable)[options.tier]
    files = [picture.file for picture in pictures if picture.row == options.headline] or [p.file for p in pictures]
    kept = True
    if options.two_calls:
        kept &= two_calls(system, files, cores, options)
    if options.queue:
        kept &= queue(system, files, cores, options)
    if options.batches:
        batches(files, cores, options)
    if options.soak:
        kept &= soak(system, [picture.file for picture in pictures], cores, options)
    return 0 if kept else 1


@contextlib.contextmanager
def started(system, cores, options, files):
    worker = Worker(system, cores, options.out / f"{system.name}-load.log")
    try:
        worker.ask({"files": files, "callers": len(cores)}, LONG)  # models and compiler warm
        yield worker
    finally:
        worker.close()


def pages_per_second(worker, files, callers):
    answer = worker.ask({"files": files, "callers": callers}, LONG)
    worker.settle()
    if answer["failed"]:
        sys.exit(f"{answer['failed']} of {len(files)} pages could not be read: {answer['failure']}")
    return len(files) / answer["seconds"]


def two_calls(system, files, cores, options):
    with started(system, cores[:1], options, files) as one, started(system, cores[:2], options, files) as two:
        pairs = [(pages_per_second(one, files, 1), pages_per_second(two, files, 2)) for _ in range(options.rounds)]
    return tell("two calls at once on two processors over one call on one", pairs, 1.8)


def queue(system, files, cores, options):
    many = files * -(-2 * options.queue // len(files))
    with started(system, cores, options, files) as worker:
        pairs = [(pages_per_second(worker, many, 2), pages_per_second(worker, many, options.queue)) for _ in range(options.rounds)]
    return tell(f"{options.queue} calls waiting over two", pairs, 0.95)


def batches(files, cores, options):
    """Pages a second by the lines of a batch and the time that one waits for more, with few and with many calls."""
    settings = [systems.batching(options.tier, lines, millis) for lines, millis in BATCHES]
    with contextlib.ExitStack() as running:
        workers = [running.enter_context(started(system, cores, options, files)) for system in settings]
        for callers in (len(cores), 4 * len(cores)):
            rounds = [[pages_per_second(worker, files, callers) for worker in workers] for _ in range(options.rounds)]
            for system, speeds in zip(settings, zip(*rounds)):
                print(f"{callers} calls at once, {system.title}: {statistics.median(speeds):.2f} pages/s", flush=True)


def tell(what, pairs, limit):
    values = sorted(after / before for before, after in pairs)
    middle = statistics.median(values)
    speeds = [f"{statistics.median(side):.2f}" for side in zip(*pairs)]
    print(f"{what}: {middle:.3f} times the pages/s (limit {limit}; {values[0]:.3f} to {values[-1]:.3f} in {len(pairs)} rounds; "
          f"{speeds[1]} over {speeds[0]} pages/s)", flush=True)
    return middle >= limit


def soak(system, files, cores, options):
    """Resident memory every hundred pages; after the first quarter it must stay within 5 % of its middle."""
    sizes, done = [], 0
    with started(system, cores, options, files[:STEP]) as worker:
        while done < options.soak:
            batch = [files[(done + i) % len(files)] for i in range(min(STEP, options.soak - done))]
            answer = worker.ask({"files": batch, "callers": len(cores)}, LONG)
            done += len(batch)
            sizes.append(worker.resident_mb())
            print(f"{done} pages: {sizes[-1]:.0f} MB ({answer['failed']} of {len(batch)} could not be read)", flush=True)
        highest = worker.resident_mb(highest=True)
    late = sizes[len(sizes) // 4:]
    middle = statistics.median(late)
    swing = max(max(late) - middle, middle - min(late)) / middle
    print(f"resident memory after warm-up: {middle:.0f} MB, at most {swing:.1%} away from it (limit 5 %); highest ever {highest:.0f} MB")
    return swing <= 0.05
