#!/usr/bin/python3
"""TuneD's own net plugin, in one process that stays: the part of one.json and other.json that it has words for.

usage: tuned.py     then lines on standard input, one or other; answers each with the nanoseconds it took
"""
import logging
import sys
import time

sys.path.insert(0, "/usr/lib/python3/dist-packages")
from tuned import hardware, plugins, profiles, storage  # noqa: E402
from tuned.utils.global_config import GlobalConfig  # noqa: E402


class NoMonitors:
    def delete(self, monitor):
        pass


def options(which):
    ring, state, usecs, queues = {"one": (512, "off", 50, 4), "other": (256, "on", 100, 2)}[which]
    features = f"tso {state} gro {state}"
    return {
        "eth0": {"ring": f"rx {ring} tx {ring}", "features": f"{features} gso {state}", "coalesce": f"rx-usecs {usecs}",
                 "channels": "combined 8"},
        "eth1": {"ring": f"rx {ring} tx {ring}", "features": f"{features} lro {state}"},
        "eth2": {"features": f"{features} gso {state}", "channels": f"combined {queues}"},
    }


def instance(plugin, number, device, settings):
    made = plugin.create_instance(f"{device}-{number}", None, device, None, None, {"dynamic": "0", **settings})
    plugin.assign_free_devices(made)
    plugin.initialize_instance(made)
    return made


def main():
    logging.disable()
    repository = plugins.Repository(
        NoMonitors(), storage.Factory(storage.PickleProvider()), hardware.Inventory(set_receive_buffer_size=False),
        hardware.DeviceMatcher(), hardware.DeviceMatcherUdev(),
        plugins.instance.Factory(), GlobalConfig(), profiles.variables.Variables())
    for number, line in enumerate(sys.stdin):
        plugin = repository.create("net")
        plugin.init_devices()
        made = [instance(plugin, number, device, settings) for device, settings in options(line.strip()).items()]
        start = time.monotonic_ns()
        for one in made:
            one.apply_tuning()
        print(time.monotonic_ns() - start, flush=True)
        repository.delete(plugin)


main()
