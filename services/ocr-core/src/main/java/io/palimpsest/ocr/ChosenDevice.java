package io.palimpsest.ocr;

/**
 * What an engine runs on, and why. Meant to be shown to whoever started it.
 *
 * @param device a {@link Device.Cpu} or a {@link Device.Cuda}
 * @param reason a sentence without its full stop; names no file and no document
 */
public record ChosenDevice(Device device, String reason) {
  public ChosenDevice {
    if (device instanceof Device.Auto) {
      throw new IllegalArgumentException("auto is a wish, not a device");
    }
  }

  /** As it is written in settings, with the reason in brackets. */
  @Override
  public String toString() {
    return device.name() + " (" + reason + ")";
  }
}
