{{- /* What tells its pods from those of all others: policies of other services name them by it. */}}
{{- define "microservice.selector" -}}
app.kubernetes.io/name: {{ .Release.Name }}
{{- end }}
{{- define "microservice.labels" -}}
{{ include "microservice.selector" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- /* Build metadata of a version: labels have no plus sign. */}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name (.Chart.Version | replace "+" "_") }}
{{- end }}
{{- define "microservice.metadata" -}}
name: {{ .Release.Name }}
namespace: {{ .Release.Namespace }}
labels: {{- include "microservice.labels" . | nindent 2 }}
{{- end }}
{{- define "microservice.databaseSecret" -}}
{{ .Release.Name }}-database-{{ .Values.database.version }}
{{- end }}
