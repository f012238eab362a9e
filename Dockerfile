# Rapport for production, beside a Neo4j. `docker compose up` builds and runs both.
FROM python:3.13-slim AS build
WORKDIR /source
RUN python -m pip install --no-cache-dir uv==0.13.9
COPY requirements.lock requirements-dev.lock ./
RUN uv venv /opt/rapport \
    && uv pip install --no-cache --python /opt/rapport --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY graph graph
COPY queries queries
COPY importers importers
COPY api api
COPY examples examples
RUN uv build --no-cache --wheel --build-constraints requirements-dev.lock --require-hashes \
    && uv pip install --no-cache --python /opt/rapport --no-deps dist/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home rapport
COPY --from=build /opt/rapport /opt/rapport
ENV PATH=/opt/rapport/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    RAPPORT_GRAPH_URL=embedded:/data/graph \
    RAPPORT_STAGING=/data/imports
USER rapport
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
CMD ["rapport", "serve", "--host", "0.0.0.0", "--port", "8000"]
