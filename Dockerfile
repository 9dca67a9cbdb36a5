# One image for the sandbox and for a real exchange. Built from the wheels that `make wheels` puts into dist/, and from the locked
# versions of everything else:
#   make wheels && docker build -t birzha .
# The sandbox:        docker run --rm -p 127.0.0.1:8000:8000 birzha
# A real exchange:    compose.postgres.yaml; everything it must be told comes from the environment, nothing secret is in the image.
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
WORKDIR /build
COPY locks/runtime.txt ./
# pip stays outside of the environment that goes into the image
RUN python -m venv --without-pip /opt/birzha \
 && python -m pip --python /opt/birzha/bin/python install --no-cache-dir --disable-pip-version-check --require-hashes -r runtime.txt
COPY dist/*.whl dist/
RUN python -m pip --python /opt/birzha/bin/python install --no-cache-dir --disable-pip-version-check --no-index --no-deps dist/*.whl

FROM python:${PYTHON}-slim
LABEL org.opencontainers.image.title="Birzha" \
      org.opencontainers.image.description="A freelance and content exchange, and a sandbox of the APIs it is compatible with. Unofficial." \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --gid 10001 birzha \
 && useradd --uid 10001 --gid birzha --no-create-home --home-dir /data --shell /usr/sbin/nologin birzha \
 && install -d -o birzha -g birzha -m 700 /data
COPY --from=build /opt/birzha /opt/birzha
ENV PATH=/opt/birzha/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BIRZHA_HOST=0.0.0.0 \
    BIRZHA_PORT=8000 \
    BIRZHA_DATA=/data \
    BIRZHA_FILES=/data/files
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as http; http.urlopen('http://127.0.0.1:' + os.environ['BIRZHA_PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["birzha"]
CMD ["up"]
