# Debian's nginx, with the user that the official image has.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
RUN useradd --uid 101 --system --no-create-home nginx \
  && apt-get update \
  && apt-get install -y --no-install-recommends nginx-light \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/*
USER 101
EXPOSE 8080
CMD ["nginx", "-e", "stderr", "-g", "daemon off;"]
