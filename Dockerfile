# PCP bot in a container: built from the lock alone, runs as nobody in particular, writes only to
# /data (an SQLite store) and /tmp.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /app/.venv \
 && /app/.venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY *.py manifest.yml ./
COPY bot bot
COPY handlers handlers
COPY storage storage
COPY practice practice
RUN /app/.venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
 && /app/.venv/bin/python -m compileall -q bot handlers storage practice ./*.py \
 && chmod -R a+rX /app  # a strict umask where it was cloned would shut the bot out

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin pcp \
 && install --directory --owner=pcp --group=pcp --mode=700 /data
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    DATABASE_URL=sqlite:////data/pcp.db \
    PCP_LOG_FORMAT=json \
    PCP_MONITOR_PORT=9464
WORKDIR /data
USER 10001
VOLUME /data
EXPOSE 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9464/live', timeout=4)"]
ENTRYPOINT ["pcp"]
CMD ["run"]
