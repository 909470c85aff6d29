-- The names of all settings with their scopes, each pair once. One pass over the settings.
SELECT DISTINCT scope, name FROM runParameter ORDER BY name, scope
