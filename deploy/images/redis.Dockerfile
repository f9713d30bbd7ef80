# Debian's Redis, with the user and the folder that the official image has.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
RUN groupadd --gid 999 redis \
  && useradd --uid 999 --gid redis redis \
  && apt-get update \
  && apt-get install -y --no-install-recommends redis-server \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o redis -g redis /data
WORKDIR /data
USER 999:999
EXPOSE 6379
CMD ["redis-server", "--bind", "0.0.0.0", "--protected-mode", "no"]
