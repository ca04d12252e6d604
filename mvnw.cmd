@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Maven for this project on Windows: the Maven of MAVEN_HOME or PATH, otherwise one fetched once into
rem %USERPROFILE%\.attune\maven and checked against its known SHA-512. Expected to work, not tested.
setlocal EnableExtensions
set "VERSION=3.9.9"
set "SHA512=8beac8d11ef208f1e2a8df0682b9448a9a363d2ad13ca74af43705549e72e74c9378823bf689287801cbbfc2f6ea9596201d19ccacfdfb682ee8a2ff4c4418ba"
if defined JAVA_HOME if not exist "%JAVA_HOME%\bin\javac.exe" (
  echo JAVA_HOME: "%JAVA_HOME%" has no bin\javac.exe 1>&2
  echo     rule: building needs a JDK 17 or newer 1>&2
  echo     do:   set JAVA_HOME to a JDK   [setup.java] 1>&2
  exit /b 2
)
if defined MAVEN_HOME if exist "%MAVEN_HOME%\bin\mvn.cmd" (
  set "MVN=%MAVEN_HOME%\bin\mvn.cmd"
  goto :run
)
for %%m in (mvn.cmd) do if not "%%~$PATH:m"=="" (
  set "MVN=%%~$PATH:m"
  goto :run
)
set "FOLDER=%USERPROFILE%\.attune\maven"
set "MVN=%FOLDER%\apache-maven-%VERSION%\bin\mvn.cmd"
if exist "%MVN%" goto :run
if not exist "%FOLDER%" mkdir "%FOLDER%"
set "URL=https://archive.apache.org/dist/maven/maven-3/%VERSION%/binaries/apache-maven-%VERSION%-bin.zip"
set "ZIP=%FOLDER%\maven-%RANDOM%.zip"
echo fetching Maven %VERSION% (once) 1>&2
curl -fsSL -o "%ZIP%" "%URL%"
if errorlevel 1 (
  echo %URL%: could not be fetched 1>&2
  echo     rule: building needs Maven 3.8 or newer, or the network to fetch it once 1>&2
  echo     do:   install Maven and put its mvn on PATH, or try again with the network   [setup.maven] 1>&2
  exit /b 2
)
certutil -hashfile "%ZIP%" SHA512 | findstr /i /x "%SHA512%" >nul
if errorlevel 1 (
  echo %URL%: has another SHA-512 than Maven %VERSION% 1>&2
  echo     rule: the SHA-512 is %SHA512% 1>&2
  echo     do:   do not use this file; install Maven and put its mvn on PATH   [setup.maven] 1>&2
  exit /b 2
)
tar -xf "%ZIP%" -C "%FOLDER%"
del "%ZIP%"

:run
call "%MVN%" %*
exit /b %ERRORLEVEL%
