package io.nodenettuning.e2e.node.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests in a guest, which its constructor takes. Whatever a test does, the guest is as
 * it was before when it ends: the daemon is told to let go of everything, and what does not come
 * back by that fails the test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("lab")
@ExtendWith(SharedGuest.class)
@interface InGuest {
  /** What the guest has. */
  Hardware value();
}
