package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** Direction of a queue. */
public enum QueueRole {
  @Doc("the vector that serves receiving, shared with transmit or not")
  rx,
  @Doc("the vector that serves transmit alone; not there on devices that share it")
  tx
}
