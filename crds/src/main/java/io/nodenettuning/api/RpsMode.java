package io.nodenettuning.api;

/** Whether receive packet steering is on. */
public enum RpsMode {
  /** Packets are spread over the CPU set. */
  Enabled,
  /** The mask is empty: packets stay on the CPU of the interrupt. */
  Disabled
}
