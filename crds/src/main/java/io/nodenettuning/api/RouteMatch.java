package io.nodenettuning.api;

/** A route that an interface carries. */
public enum RouteMatch {
  /** The default route of IPv4 or IPv6. */
  Default
}
