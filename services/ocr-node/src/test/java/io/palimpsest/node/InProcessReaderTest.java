package io.palimpsest.node;

import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.OcrEngine;
import org.junit.jupiter.api.AfterAll;

class InProcessReaderTest implements DocumentReaderContract {

  @Override
  public DocumentReader over(OcrEngine engine) {
    return DocumentReaders.of(engine);
  }

  @AfterAll
  static void say() {
    System.out.println("contract kits: DocumentReader beside its engine");
  }
}
