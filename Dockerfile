# A desk for several people; how to use it: docs/how-to/run-a-server.md. No engine builds this file in our tests.
FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml requirements.lock README.md CHANGELOG.md LICENSE ./
COPY .ci .ci
COPY src src
RUN python -m venv /opt/onrecord \
 && python .ci/runtime_requirements.py argon2-cffi itsdangerous psycopg psycopg-binary > runtime.txt \
 && /opt/onrecord/bin/pip install --no-cache-dir --require-hashes -r runtime.txt \
 && /opt/onrecord/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/onrecord onrecord
COPY --from=build /opt/onrecord /opt/onrecord
ENV PATH=/opt/onrecord/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/var/lib/onrecord/cache \
    ONRECORD_JOBS=/var/lib/onrecord/jobs
USER 10001
WORKDIR /var/lib/onrecord
VOLUME /var/lib/onrecord
EXPOSE 8321
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8321/health', timeout=4)"]
ENTRYPOINT ["onrecord"]
CMD ["serve", "--host", "0.0.0.0"]
