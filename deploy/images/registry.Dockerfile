# Apicurio's registry from Maven Central. It keeps schemas in memory unless REGISTRY_DATASOURCE_URL names a file.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
RUN apt-get update \
  && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/*
COPY . /deployments/
RUN ln -s /deployments/*-runner.jar /deployments/registry.jar
USER 1001:0
EXPOSE 8080
ENV JAVA_OPTIONS="-Xmx384m"
CMD ["/bin/sh", "-c", "exec java $JAVA_OPTIONS -Dquarkus.http.host=0.0.0.0 -jar /deployments/registry.jar"]
