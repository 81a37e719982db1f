package io.nodenettuning.api;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.nodenettuning.api.schema.AnyOf;
import io.nodenettuning.api.schema.Doc;
import io.nodenettuning.api.schema.When;
import org.jspecify.annotations.Nullable;

/** How the kernel polls a device. */
@AnyOf(
    value = {"threaded", "threadCpus", "deferHardIrqs", "groFlushTimeoutNanos"},
    problem = "nothing of polling is set")
@When(
    field = "threaded",
    is = "Disabled",
    refuses = "threadCpus",
    want = "threadCpus only while polling is threaded")
public record Napi(
    @Doc("Where the device is polled.") @Nullable NapiThreading threaded,
    @Doc("The CPUs of the device's polling threads.") @Nullable CpuSetSpec threadCpus,
    @Doc("How often interrupts stay off after a poll without packets (napi_defer_hard_irqs).")
        @Min(0)
        @Max(Integer.MAX_VALUE)
        @Nullable Integer deferHardIrqs,
    @Doc("Nanoseconds after which held packets are passed on (gro_flush_timeout).")
        @Min(0)
        @Max(Integer.MAX_VALUE)
        @Nullable Integer groFlushTimeoutNanos) {}
