package io.palimpsest.node.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.error.OcrFailure;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a request or a reading may hold, now and later, must arrive. */
class WireTest {
  private int next = 1;

  @Test
  void everyComponentOfARequestShouldArrive() throws Exception {
    DocumentOptions options = (DocumentOptions) any(DocumentOptions.class);
    byte[] file = {0, 1, -1, 127};

    var request = Requests.toWire(file, options);

    assertThat(request.getFile().toByteArray()).isEqualTo(file);
    assertThat(Requests.fromWire(request, options.read().cancellation())).isEqualTo(options);
  }

  @Test
  void everyComponentOfAReadingShouldArrive() throws Exception {
    Reading reading = (Reading) any(Reading.class);

    assertThat(Readings.fromWire(Readings.toWire(reading)))
        .usingRecursiveComparison() // pictures are arrays
        .isEqualTo(reading);
  }

  @Test
  void everyKindOfFailureShouldArrive() {
    List<OcrFailure> failures =
        List.of(
            new OcrFailure.Empty(),
            new OcrFailure.UnknownFormat("a"),
            new OcrFailure.Undecodable("b", null),
            new OcrFailure.SizeOutOfRange("c"),
            new OcrFailure.PdfUnreadable("d", null),
            new OcrFailure.Cancelled(),
            new OcrFailure.ModelUnavailable("e", null),
            new OcrFailure.EngineFailed("f", null),
            new OcrFailure.Unavailable("g", null));

    assertThat(failures).hasSameSizeAs(OcrFailure.class.getPermittedSubclasses());
    for (OcrFailure each : failures) {
      OcrFailure arrived = Failures.fromWire(Failures.toWire(each)).orElseThrow();
      assertThat(arrived).hasSameClassAs(each).hasMessage(each.getMessage());
    }
  }

  @Test
  void aBusyNodesHintShouldArrive() {
    var status = Failures.busy(Duration.ofMillis(1_234));

    assertThat(Failures.retryDelay(status)).contains(Duration.ofMillis(1_234));
    assertThat(Failures.fromWire(status)).isEmpty();
  }

  /** A value that no other call gives, with nothing left at its default. */
  private Object any(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType of) {
      Object element = any(of.getActualTypeArguments()[0]);
      return switch (of.getRawType()) {
        case Class<?> raw when raw == List.class -> List.of(element);
        case Class<?> raw when raw == Set.class -> Set.of(element);
        case Class<?> raw when raw == Optional.class -> Optional.of(element);
        default -> throw new AssertionError("teach this test about " + type);
      };
    }
    return plain((Class<?>) type);
  }

  private Object plain(Class<?> type) throws ReflectiveOperationException {
    if (type.isRecord()) {
      return record(type);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[type.getEnumConstants().length - 1];
    }
    next++;
    return switch (type.getName()) {
      case "int" -> next;
      case "long" -> (1L << 40) + next;
      case "double" -> next + 1 / 3.0;
      case "boolean" -> true;
      case "[B" -> new byte[] {(byte) next, -1};
      case "java.lang.String" -> "text " + next;
      case "java.time.Duration" -> Duration.ofNanos(5_000_000_000L + next);
      case "io.palimpsest.ocr.Cancellation" -> Cancellation.create();
      default -> throw new AssertionError("teach this test about " + type);
    };
  }

  private Object record(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = any(components[i].getGenericType());
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return type.getDeclaredConstructor(types).newInstance(values);
  }
}
