FROM python:3.13-slim AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/quoth
COPY requirements.lock ./
RUN /opt/quoth/bin/pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY corpus ./corpus
COPY index ./index
COPY bot ./bot
RUN /opt/quoth/bin/pip install --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/quoth --create-home quoth
COPY --from=build /opt/quoth /opt/quoth
ENV PATH="/opt/quoth/bin:$PATH" PYTHONUNBUFFERED=1 QUOTH_STATE_DIR=/var/lib/quoth \
    QUOTH_HTTP_PORT=8080
USER quoth
WORKDIR /var/lib/quoth
VOLUME /var/lib/quoth
STOPSIGNAL SIGTERM
# Connected to Discord, and an index can answer. The start may have to build the index first.
HEALTHCHECK --interval=30s --timeout=10s --start-period=2m --retries=3 CMD ["python", "-c", \
    "import os, urllib.request as http; http.urlopen(f'http://127.0.0.1:{os.environ[\"QUOTH_HTTP_PORT\"]}/healthz')"]
ENTRYPOINT ["quoth"]
CMD ["run"]
