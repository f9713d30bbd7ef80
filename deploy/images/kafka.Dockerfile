# Kafka from the jars of Maven Central, with the scripts, the folder and the user that apache/kafka has.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
RUN apt-get update \
  && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 1000 --create-home appuser \
  && install -d -o appuser -g appuser /var/lib/kafka/data \
  && mkdir -p /opt/kafka/bin \
  && cd /opt/kafka/bin \
  && for script in 'kafka-storage kafka.tools.StorageTool' 'kafka-server-start kafka.Kafka' \
       'kafka-topics org.apache.kafka.tools.TopicCommand' \
       'kafka-consumer-groups org.apache.kafka.tools.consumer.group.ConsumerGroupCommand'; do \
       set -- $script; \
       printf '#!/bin/bash\nexec java ${KAFKA_HEAP_OPTS:--Xmx256m} $KAFKA_JVM_PERFORMANCE_OPTS -cp "/opt/kafka/libs/*" %s "$@"\n' "$2" > "$1.sh"; \
     done \
  && chmod 755 *.sh
COPY *.jar /opt/kafka/libs/
USER 1000
EXPOSE 9092
