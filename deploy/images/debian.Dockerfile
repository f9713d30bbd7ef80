# What everything else here is made from, out of a folder that debootstrap filled. The certificates are those that the
# building machine trusts beside Debian's own: behind a proxy that opens TLS nothing could be fetched without them.
FROM scratch
ADD system.tar /
COPY certificates/ /usr/local/share/ca-certificates/
RUN update-ca-certificates \
  && apt-get update \
  && apt-get -y upgrade \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/*
CMD ["/bin/bash"]
