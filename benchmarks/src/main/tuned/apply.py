#!/usr/bin/python3
"""TuneD's own sysfs plugin, in one process that stays: the same values as the other programs, written as TuneD writes them.

usage: apply.py DEVICE     then lines on standard input: MASK FLOW_COUNT; answers each with the nanoseconds it took
"""
import sys
import time

sys.path.insert(0, "/usr/lib/python3/dist-packages")
from tuned import hardware, plugins, profiles, storage  # noqa: E402
from tuned.utils.global_config import GlobalConfig  # noqa: E402


class NoMonitors:
    def delete(self, monitor):
        pass


def instance(plugin, device, mask, count):
    queues = f"/sys/class/net/{device}/queues/rx-*"
    made = plugin.create_instance(
        f"{mask}-{count}", None, None, None, None,
        {f"{queues}/rps_flow_cnt": count, f"{queues}/rps_cpus": mask})
    plugin.initialize_instance(made)
    return made


def main(device):
    repository = plugins.Repository(
        NoMonitors(), storage.Factory(storage.PickleProvider()), None, hardware.DeviceMatcher(), None,
        plugins.instance.Factory(), GlobalConfig(), profiles.variables.Variables())
    plugin = repository.create("sysfs")
    plugin.init_devices()
    for line in sys.stdin:
        mask, count = line.split()
        made = instance(plugin, device, mask, count)
        start = time.monotonic_ns()
        made.apply_tuning()
        print(time.monotonic_ns() - start, flush=True)
        plugin.destroy_instance(made)


main(sys.argv[1])
