package io.nodenettuning.e2e.node.guest;

import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Test classes that ask for the same hardware follow each other; all others come first. */
public final class HardwareOrder implements ClassOrderer {

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(Comparator.comparing(HardwareOrder::place));
  }

  private static String place(ClassDescriptor tests) {
    Optional<InGuest> guest = tests.findAnnotation(InGuest.class);
    return guest.map(wish -> wish.value().name()).orElse("");
  }
}
