package io.nodenettuning.daemon.apply;

import io.nodenettuning.daemon.knob.Effect;
import io.nodenettuning.daemon.plan.Step;

/** A step that was carried out, and what it led to. */
record Done(Step step, Effect effect) {}
