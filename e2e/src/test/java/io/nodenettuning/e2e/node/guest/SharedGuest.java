package io.nodenettuning.e2e.node.guest;

import io.nodenettuning.e2e.node.Values;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Hands tests the guest they ask for, and sees to it that each leaves it as it was. */
final class SharedGuest implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
  private static final Namespace ROOM = Namespace.create(SharedGuest.class);

  /** One guest at a time, which stays up until a test asks for another or all tests are done. */
  private static final class Lab implements AutoCloseable {
    private @Nullable Hardware hardware;
    private @Nullable Guest guest;

    Guest guest(Hardware wanted) {
      if (guest == null || hardware != wanted || !guest.isAlive()) {
        close();
        guest = Guest.boot(wanted);
        hardware = wanted;
      }
      return guest;
    }

    @Override
    public void close() {
      Optional.ofNullable(guest).ifPresent(Guest::close);
      guest = null;
    }
  }

  private static Guest guest(ExtensionContext context) {
    Hardware wanted =
        AnnotationSupport.findAnnotation(context.getRequiredTestClass(), InGuest.class)
            .orElseThrow()
            .value();
    return context
        .getRoot()
        .getStore(ROOM)
        .computeIfAbsent(Lab.class, key -> new Lab(), Lab.class)
        .guest(wanted);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Guest.class;
  }

  @Override
  public Guest resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return guest(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(ROOM).put(Values.class, guest(context).everything());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Values before = context.getStore(ROOM).get(Values.class, Values.class);
    if (before != null) {
      guest(context).returnsTo(before);
    }
  }
}
