@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Starts Attune on Windows: the simple form of the script attune. Expected to work, not tested.
rem In a checkout it builds once; remove the folder .attune to build again. JAVA_HOME, ATTUNE_JAVA_OPTS as there.
setlocal EnableExtensions
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

set "MAJOR="
for /f "tokens=3" %%v in ('""%JAVA%" -version 2>&1 | findstr /c:" version ""') do set "MAJOR=%%~v"
for /f "delims=.-+ tokens=1" %%m in ("%MAJOR%") do set "MAJOR=%%m"
if not defined MAJOR goto :nojava
if %MAJOR% LSS 17 goto :nojava

set "LIB=%HOME_DIR%\lib"
if exist "%LIB%\attune-app.jar" goto :run
set "LIB=%HOME_DIR%\.attune\lib"
if exist "%LIB%\attune-app.jar" goto :run
echo attune: building 1>&2
pushd "%HOME_DIR%"
call mvnw.cmd -q -B -Dfast -Dmaven.test.skip=true -pl app -am package 1>&2
if errorlevel 1 (
  popd
  exit /b 2
)
if not exist "%LIB%" mkdir "%LIB%"
copy /y app\target\fast\lib\*.jar "%LIB%" >nul
del "%LIB%\attune-*.jar" >nul 2>&1
for %%j in (core\target\fast\attune-core-*.jar) do copy /y "%%j" "%LIB%\attune-core.jar" >nul
for %%j in (app\target\fast\attune-app-*.jar) do copy /y "%%j" "%LIB%\attune-app.jar" >nul
popd

:run
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
if not defined GOMP_SPINCOUNT set "GOMP_SPINCOUNT=5000"
set "NATIVE="
if %MAJOR% GEQ 22 set "NATIVE=--enable-native-access=ALL-UNNAMED"
if %MAJOR% GEQ 23 set "NATIVE=%NATIVE% --sun-misc-unsafe-memory-access=allow"
"%JAVA%" -XX:+UseSerialGC -XX:MaxRAMPercentage=12.5 -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 ^
  -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 "-Dattune.home=%HOME_DIR%" ^
  %NATIVE% %ATTUNE_JAVA_OPTS% -cp "%LIB%\*" org.attune.app.Main %*
exit /b %ERRORLEVEL%

:nojava
echo %JAVA%: no Java 17 or newer 1>&2
echo     rule: Attune needs a JDK 17 or newer 1>&2
echo     do:   install one (for example Eclipse Temurin) and set JAVA_HOME to it   [setup.java] 1>&2
exit /b 2
