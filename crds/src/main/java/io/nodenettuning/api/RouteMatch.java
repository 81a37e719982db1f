package io.nodenettuning.api;

import io.nodenettuning.api.schema.Doc;

/** A route that an interface carries. */
public enum RouteMatch {
  @Doc("the default route of IPv4 or IPv6; it stays matched until another interface has it")
  Default
}
