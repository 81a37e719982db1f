package io.nodenettuning.api;

/** Direction of a queue. */
public enum QueueRole {
  /** Receive. */
  rx,
  /** Transmit. */
  tx
}
