package io.nodenettuning.daemon.knob;

import io.nodenettuning.daemon.facts.CpuSet;

/** A knob whose files hold a CPU mask in hexadecimal groups of 32 bits. */
abstract class MaskKnob extends FileKnob {

  /** The CPUs of one of this knob's values. */
  static CpuSet cpus(Value value) {
    return value instanceof Value.Within within ? within.cpus() : ((Value.Cpus) value).cpus();
  }

  public Value parse(String text) {
    return new Value.Cpus(text.equals("none") ? CpuSet.NONE : CpuSet.parseList(text));
  }

  @Override
  Value read(String text) {
    return new Value.Cpus(CpuSet.parseMask(text));
  }

  @Override
  String format(Value value) {
    return cpus(value).mask();
  }
}
